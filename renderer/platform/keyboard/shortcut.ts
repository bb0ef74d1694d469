import { parseKeybinding } from 'tinykeys'
import { type KeyPress, isMac } from './read-key.ts'

/**
 * Whether a press is a shortcut, and which key or sign of the layout it is. A letter or a digit goes by what the layout
 * writes, so that it stands where its keycap says. Where a layout writes neither (Russian, an input method, a dead key), it
 * goes by the place that the key has on a US keyboard.
 */

/** `character` is the surer match of the two: where both are found, it comes first. */
export type Match = 'character' | 'place'

const isLetterOrDigit = (character: string) => /^[a-z0-9]$/i.test(character)
const isAscii = (character: string) => /^[ -~]$/.test(character)

/** What a US keyboard writes on the places that hold neither a letter nor a digit: without Shift, and with it. */
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

/** The letter or digit of a place on a US keyboard; the number pad has none, since NumLock decides what it writes. */
const usLetterOrDigit = (code: string) => /^(?:Key|Digit)(?<name>[A-Z0-9])$/.exec(code)?.groups?.['name']

/** Written by the layout, else by its place on a US keyboard: `A` to `Z`, `0` to `9`. */
export function letterOrDigitOf(press: KeyPress): string | null {
  const { character, code } = press
  if (character !== null && isLetterOrDigit(character)) return character.toUpperCase()
  return isNamed(press) ? null : (usLetterOrDigit(code) ?? null)
}

const usSign = ({ code, shift }: KeyPress) => usSigns[code]?.[shift ? 1 : 0]

/** A key that does something instead of writing: `Enter`, `F8`, `MediaStop`. */
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
 * Every modifier that is down must be the shortcut's own. A layout may write a sign on any of its levels, as a German one
 * writes `[` with AltGr, so `anyLevel` lets those through.
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
