import { parseKeybinding } from 'tinykeys'
import { type KeyPress, isMac } from './read-key.ts'

/**
 * Whether a press matches a shortcut, and by which name or character. Letters and digits match by the layout's
 * character, so that they are where the keycap says. If a layout produces neither (Russian, an input method, a dead
 * key), the key's position on a US keyboard counts.
 */

/** `character` is the stronger match: if both match, it wins. */
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
 * The letter or digit of a position on a US keyboard; the number pad has none, since NumLock decides what it writes.
 */
const usLetterOrDigit = (code: string) => /^(?:Key|Digit)(?<name>[A-Z0-9])$/.exec(code)?.groups?.['name']

/** By the layout, else by the position on a US keyboard: `A` to `Z`, `0` to `9`. */
export function letterOrDigitOf(press: KeyPress): string | null {
  const { character, code } = press
  if (character !== null && isLetterOrDigit(character)) return character.toUpperCase()
  return isNamed(press) ? null : (usLetterOrDigit(code) ?? null)
}

const usSign = ({ code, shift }: KeyPress) => usSigns[code]?.[shift ? 1 : 0]

/** A key with a function instead of a character: `Enter`, `F8`, `MediaStop`. */
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
 * All pressed modifiers must belong to the shortcut. A layout may have a character on any of its levels, as a German
 * one has `[` on AltGr, so `anyLevel` allows Shift and AltGr.
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
