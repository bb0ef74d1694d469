import type { Words } from '../words.ts'
import type { TrayState } from './read-tray.ts'

/** Windows shows 127 characters of a tooltip; this leaves room for the words around the name. */
const longestName = 80

function shortened(name: string) {
  if (name.length <= longestName) return name
  const letters = Array.from(name)
  while (letters.join('').length >= longestName) letters.pop()
  return `${letters.join('')}…`
}

/** What the tray says. A room's name is text: in a menu its `&` would underline the letter after it. */
export function trayLines(state: TrayState, words: Words): { tooltip: string; lines: string[] } {
  const where = `${words.environment[state.environment]} – ${shortened(state.room)}`
  const stopped = state.stopped ? [words.stopped] : []
  return {
    tooltip: ['Giftdeck', where, ...stopped].join(' – '),
    lines: [
      where.replaceAll('&', '&&'),
      ...stopped,
      words.trayGifts(state.gifts, state.giftsThisSession),
      words.trayQueue(state.queued),
    ],
  }
}
