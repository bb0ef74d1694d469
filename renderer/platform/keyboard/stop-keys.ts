import type { KeyPress } from './read-key.ts'
import { matchShortcut } from './shortcut.ts'

/** The shortcuts of STOP as they are shown. `isStop` decides which keys match them on each layout. */
export const stopKeys = {
  first: '$mod+.',
  /** No layout moves a function key, and no input method uses this one: docs/decisions.md says why it was chosen. */
  second: '$mod+Shift+F8',
} as const

/** The full stops of every width, because a Chinese or Japanese input method writes its own full stop. */
const fullStops = new Set(['.', '。', '．', '｡'])

const isLatinOrDigit = (character: string) => /^[\p{Script=Latin}0-9]$/u.test(character)

/**
 * True if a press triggers STOP. With Ctrl, this is every key that writes a full stop, and the key in the position of
 * the full stop on a US keyboard. On Dvorak the key in that position writes `v`, and Ctrl+V must not stop, so a key
 * that writes a letter or digit is excluded.
 */
export function isStop(press: KeyPress): boolean {
  if (matchShortcut(press, stopKeys.second) !== null) return true
  if (!press.mod) return false
  const { character, plain, code } = press
  if (fullStops.has(character ?? '') || fullStops.has(plain ?? '')) return true
  return code === 'Period' && (character === null || !isLatinOrDigit(character))
}
