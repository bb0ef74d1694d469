import type { KeyPress } from './read-key.ts'
import { matchShortcut } from './shortcut.ts'

/** As they are shown. What they mean on each layout is decided below. */
export const stopKeys = {
  first: '$mod+.',
  /** No layout moves a function key, and no input method owns this one: docs/decisions.md says why it was chosen. */
  second: '$mod+Shift+F8',
} as const

/** The full stops of every width; a Chinese or Japanese input method writes its own. */
const fullStops = new Set(['.', '。', '．', '｡'])

const isLatinOrDigit = (character: string) => /^[\p{Script=Latin}0-9]$/u.test(character)

/**
 * STOP is heard by whatever writes a full stop, and by the key where a US keyboard has one. On Dvorak that key writes `v`,
 * and Ctrl+V must never stop, so a letter or a digit there is left alone.
 */
export function isStop(press: KeyPress): boolean {
  if (matchShortcut(press, stopKeys.second) !== null) return true
  if (!press.mod) return false
  const { character, plain, code } = press
  if (fullStops.has(character ?? '') || fullStops.has(plain ?? '')) return true
  return code === 'Period' && (character === null || !isLatinOrDigit(character))
}
