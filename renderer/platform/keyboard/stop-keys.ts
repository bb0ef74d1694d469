import type { KeyPress } from './read-key.ts'
import { matchShortcut } from './shortcut.ts'

/** As shown to the host. Their meaning on each layout is decided below. */
export const stopKeys = {
  first: '$mod+.',
  /** No layout moves a function key, and no input method uses this one: docs/decisions.md says why it was chosen. */
  second: '$mod+Shift+F8',
} as const

/** The full stops of every width; a Chinese or Japanese input method writes its own. */
const fullStops = new Set(['.', '。', '．', '｡'])

const isLatinOrDigit = (character: string) => /^[\p{Script=Latin}0-9]$/u.test(character)

/**
 * STOP is triggered by every key that writes a full stop, and by the key at that position on a US keyboard. On Dvorak
 * that key writes `v`, and Ctrl+V must never stop, so a letter or digit there is excluded.
 */
export function isStop(press: KeyPress): boolean {
  if (matchShortcut(press, stopKeys.second) !== null) return true
  if (!press.mod) return false
  const { character, plain, code } = press
  if (fullStops.has(character ?? '') || fullStops.has(plain ?? '')) return true
  return code === 'Period' && (character === null || !isLatinOrDigit(character))
}
