import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'
import type { KeyPress } from '../../platform/keyboard/read-key.ts'
import { letterOrDigitOf } from '../../platform/keyboard/shortcut.ts'

/** Returns the pressed key in the notation of hotkeys: `B`, `Shift+F13`; null if it cannot be a hotkey. */
export function hotkeyOf(press: KeyPress): string | null {
  const { shift, control, meta, alt, altGraph } = press
  if (control || meta || altGraph || press.composing) return null
  const name = plainName(press)
  return name === null ? null : `${shift ? 'Shift+' : ''}${alt ? 'Alt+' : ''}${name}`
}

function plainName(press: KeyPress): string | null {
  const { name, code, character } = press
  if (/^F\d{1,2}$/.test(name)) return name
  if (code.startsWith('Numpad')) return code === `Numpad${character}` && /^\d$/.test(character ?? '') ? code : null
  return letterOrDigitOf(press)
}

/** Returns the digit that fires a key by its position; undefined for a key with a hotkey and from the tenth on. */
export const digitOf = (key: DeckKey, position: number): string | undefined =>
  key.hotkey === undefined && position < 9 ? String(position + 1) : undefined

/** Returns the pressed digit from 1 to 9, else null. Some layouts need Shift for digits. */
function digitPressed(press: KeyPress, hotkey: string): number | null {
  const digit = /^(?:Numpad)?(?<digit>[1-9])$/.exec(hotkey)?.groups?.['digit']
  if (digit !== undefined) return Number(digit)
  return hotkey === `Shift+${press.character}` && /^[1-9]$/.test(press.character ?? '') ? Number(press.character) : null
}

/** Returns the key for a press: the one with that hotkey on any page, else the nth of the visible page. */
export function keyOfPress(
  pages: readonly DeckPage[],
  inSight: DeckPage | undefined,
  press: KeyPress,
): { key: DeckKey; page: DeckPage; hotkey: string } | null {
  const hotkey = hotkeyOf(press)
  if (hotkey === null) return null
  for (const page of pages) {
    const key = page.keys.find((one) => one.hotkey === hotkey)
    if (key !== undefined) return { key, page, hotkey }
  }
  const digit = digitPressed(press, hotkey)
  const key = digit === null ? undefined : inSight?.keys[digit - 1]
  return key === undefined || inSight === undefined || key.hotkey !== undefined ? null : { key, page: inSight, hotkey }
}
