import { createInterface } from 'node:readline'

const warning = 40
const mostKept = 60

/**
 * Reads what a Giftdeck program says on stderr: lines of JSON are its log, which is kept in its data folder, so that only
 * warnings and errors are shown here, in words. What else there is comes from Chromium or the system: it is kept for when
 * the program ends early, and not shown. `words()` gives both.
 */
export function readLog(stream, show) {
  const kept = []
  createInterface({ input: stream }).on('line', (line) => {
    const entry = entryIn(line)
    const text = entry ? [entry.msg, entry.detail].filter(Boolean).join(' ') : line
    kept.push(text)
    if (kept.length > mostKept) kept.shift()
    if (entry && entry.level >= warning) show(text)
  })
  return { words: () => kept.join('\n') }
}

function entryIn(line) {
  if (!line.startsWith('{')) return undefined
  try {
    const entry = JSON.parse(line)
    return typeof entry.msg === 'string' ? entry : undefined
  } catch {
    return undefined
  }
}
