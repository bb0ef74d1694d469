import { parseKeybinding } from 'tinykeys'
import { type KeyPress, isMac } from './read-key.ts'

/**
 * This file matches key presses with shortcuts. Letters and digits match by the layout's character, so that they are
 * where the keycap says. If a key produces no Latin letter or digit (Russian, an input method, a dead key), its
 * position on a US keyboard counts.
 */

/** How a press matches a shortcut. A match by `character` has priority over one by `place` (the key's position). */
export type Match = 'character' | 'place'

const isLetterOrDigit = (character: string) => /^[a-z0-9]$/i.test(character)
const isAscii = (character: string) => /^[ -~]$/.test(character)

/** The characters of a US keyboard on keys without a letter or digit: without Shift, and with it. */
const usSigns: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
}

/**
 * Returns the letter or digit of a position on a US keyboard. The number pad has none, because NumLock decides what it
 * writes.
 */
const usLetterOrDigit = (code: string) => /^(?:Key|Digit)(?<name>[A-Z0-9])$/.exec(code)?.groups?.['name']

/**
 * Returns the pressed letter or digit (`A` to `Z`, `0` to `9`) by the layout, else by the position on a US keyboard.
 */
export function letterOrDigitOf(press: KeyPress): string | null {
  const { character, code } = press
  if (character !== null && isLetterOrDigit(character)) return character.toUpperCase()
  return isNamed(press) ? null : (usLetterOrDigit(code) ?? null)
}

const usSign = ({ code, shift }: KeyPress) => usSigns[code]?.[shift ? 1 : 0]

/** True for a key with a function in place of a character: `Enter`, `F8`, `MediaStop`. */
const isNamed = ({ character, name }: KeyPress) => character === null && name !== '' && name !== 'Dead'

function findKey(press: KeyPress, key: string): Match | null {
  const { character } = press
  if (isLetterOrDigit(key)) {
    if (letterOrDigitOf(press) !== key.toUpperCase()) return null
    return character !== null && isLetterOrDigit(character) ? 'character' : 'place'
  }
  if (key.length === 1) {
    if (character === key) return 'character'
    if (isNamed(press) || (character !== null && isAscii(character))) return null
    return usSign(press) === key ? 'place' : null
  }
  return press.name === key ? 'character' : null
}

const parsed = new Map<string, ReturnType<typeof parseKeybinding>[number] | undefined>()

function parse(shortcut: string) {
  if (!parsed.has(shortcut)) parsed.set(shortcut, parseKeybinding(shortcut)[0])
  return parsed.get(shortcut)
}

const modifiers = { Shift: 'shift', Control: 'control', Meta: 'meta', Alt: 'alt' } as const

/**
 * True if the pressed modifiers are those of the shortcut. `anyLevel` also allows Shift and AltGr, because a layout may
 * have a character on any of its levels: a German one has `[` on AltGr.
 */
function hasItsModifiers(press: KeyPress, required: readonly string[], optional: readonly string[], anyLevel: boolean) {
  if (anyLevel && !press.meta && (press.altGraph || (isMac() && press.alt && !press.control))) return true
  if (press.altGraph) return false
  return Object.entries(modifiers).every(
    ([modifier, held]) =>
      press[held] === required.includes(modifier) || optional.includes(modifier) || (anyLevel && modifier === 'Shift'),
  )
}

export function matchShortcut(press: KeyPress, shortcut: string): Match | null {
  const [required = [], optional = [], key = ''] = parse(shortcut) ?? []
  if (typeof key !== 'string') return null
  const match = findKey(press, key)
  if (match === null) return null
  const isBareSign = required.length === 0 && key.length === 1 && !isLetterOrDigit(key)
  return hasItsModifiers(press, required, optional, isBareSign && match === 'character') ? match : null
}
