import { createInterface } from 'node:readline'

const warning = 40
const maxKept = 60

/**
 * Reads the stderr of a Giftdeck program. Lines of JSON are its log, which is also in its data folder, so only warnings
 * and errors are shown here. Other lines come from Chromium or the system; they are kept but not shown. `words()`
 * returns the kept lines of both kinds, to explain an early exit.
 */
export function readLog(stream, show) {
  const kept = []
  createInterface({ input: stream }).on('line', (line) => {
    const entry = entryIn(line)
    const text = entry ? [entry.msg, entry.detail].filter(Boolean).join(' ') : line
    kept.push(text)
    if (kept.length > maxKept) kept.shift()
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
