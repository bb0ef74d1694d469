import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** What was pressed, as hotkeys are written: `B`, `Shift+F13`; null where it cannot be one. */
export function hotkeyOf({ key, code, shiftKey, altKey, ctrlKey, metaKey }: Pressed): string | null {
  if (ctrlKey || metaKey) return null
  const name = plainName(key, code)
  return name === null ? null : `${shiftKey ? 'Shift+' : ''}${altKey ? 'Alt+' : ''}${name}`
}

/** Letters by what the keyboard writes, wherever they lie on it; the rest by where they lie. */
function plainName(key: string, code: string): string | null {
  if (/^F\d{1,2}$/.test(key)) return key
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  return /^(?:Key|Digit)(?<name>[A-Z0-9])$/.exec(code)?.groups?.['name'] ?? /^Numpad\d$/.exec(code)?.[0] ?? null
}

/** The digit that fires a key by its place; a key with a hotkey of its own answers to that alone. */
export const digitOf = (key: DeckKey, position: number): string | undefined =>
  key.hotkey === undefined && position < 9 ? String(position + 1) : undefined

/** The key that a hotkey means: one of its own on any page, else the nth of the page in sight. */
export function keyOfHotkey(
  pages: readonly DeckPage[],
  inSight: DeckPage | undefined,
  hotkey: string,
): { key: DeckKey; page: DeckPage } | null {
  for (const page of pages) {
    const key = page.keys.find((one) => one.hotkey === hotkey)
    if (key !== undefined) return { key, page }
  }
  const digit = /^(?:Numpad)?(?<digit>[1-9])$/.exec(hotkey)?.groups?.['digit']
  const key = digit === undefined ? undefined : inSight?.keys[Number(digit) - 1]
  return key === undefined || inSight === undefined || key.hotkey !== undefined ? null : { key, page: inSight }
}
