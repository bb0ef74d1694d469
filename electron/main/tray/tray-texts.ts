import type { Words } from '../words.ts'
import type { TrayState } from './read-tray.ts'

/** Windows cuts a tooltip after 127 characters. This leaves room for the text around the name. */
const longestName = 80

function shortened(name: string) {
  if (name.length <= longestName) return name
  const letters = Array.from(name)
  while (letters.join('').length >= longestName) letters.pop()
  return `${letters.join('')}…`
}

/**
 * Builds the texts of the tray. In a menu a single `&` would underline the letter after it, so the `&` of a room name
 * is doubled.
 */
export function trayTexts(state: TrayState, words: Words): { tooltip: string; lines: string[] } {
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
