import { createInterface } from 'node:readline'

const warning = 40
const maxLines = 60

/**
 * Reads the stderr of a Giftdeck program. Lines of JSON are its log, which is also in its data folder, so only warnings
 * and errors are shown here. Other lines come from Chromium or the system and are not shown. `words()` returns the last
 * lines of both kinds, to explain an early exit.
 */
export function readLog(stream, show) {
  const lastLines = []
  createInterface({ input: stream }).on('line', (line) => {
    const entry = entryIn(line)
    const text = entry ? [entry.msg, entry.detail].filter(Boolean).join(' ') : line
    lastLines.push(text)
    if (lastLines.length > maxLines) lastLines.shift()
    if (entry && entry.level >= warning) show(text)
  })
  return { words: () => lastLines.join('\n') }
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
