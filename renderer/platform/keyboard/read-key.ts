import { knownCharacter } from './layout.ts'

/** The meaning of a keyboard event. Every listener uses this, and never the event itself. */
export interface KeyPress {
  /** The key's position, by its name on a US keyboard; empty if unknown. */
  code: string
  /** The key's name, such as `Enter`, `F8` or `a`. Behind an input method it is derived from the position. */
  name: string
  /** The character of this key in the current layout; null if it has none, or it is unknown. */
  character: string | null
  /** The character of the same key without Shift, as far as it is known. */
  plain: string | null
  shift: boolean
  control: boolean
  meta: boolean
  alt: boolean
  /** The third level of a layout: AltGr, or what a system reports in its place. */
  altGraph: boolean
  /** Ctrl, on a Mac Command, and none of the other three modifiers. */
  mod: boolean
  /** An input method uses this key for the text being composed. */
  composing: boolean
  /** The input method has consumed the key, so the browser does nothing with it. */
  taken: boolean
  /** An automatic repeat of a held key. */
  repeat: boolean
  /** The event's own timestamp, so that a busy page does not distort it. */
  at: number
}

/** The properties of an event that are read, so that tests can build one without a browser. Any may be missing. */
export interface KeyEvent {
  key?: string
  code?: string
  shiftKey?: boolean
  ctrlKey?: boolean
  metaKey?: boolean
  altKey?: boolean
  repeat?: boolean
  isComposing?: boolean
  /** keyCode is deprecated, but nothing else shows that an input method has consumed the key. */
  keyCode?: number
  timeStamp?: number
  getModifierState?: (name: string) => boolean
}

/** The key code of every event that an input method has consumed. */
const takenByInputMethod = 229

const isOne = (key: string) => /^.$/u.test(key)

/**
 * Null for an event without a key, as a browser's autofill sends it. `inField`: the target takes text, where an input
 * method may begin a word with the key.
 */
export function readKey(event: KeyEvent, inField: boolean): KeyPress | null {
  const { key, code = '', shiftKey: shift = false, ctrlKey = false, metaKey: meta = false, altKey = false } = event
  if (typeof key !== 'string' || key === '') return null
  const isHidden = key === 'Process' || key === 'Unidentified'
  const level = event.getModifierState?.('AltGraph') === true
  // Option is both the third level on a Mac and the Alt of shortcuts; some browsers report it as both.
  const altGraph = level && !(isMac() && altKey)
  const control = ctrlKey
  const alt = altKey
  const mod = (isMac() ? meta && !control : control && !meta) && !alt && !altGraph
  const taken = event.keyCode === takenByInputMethod || key === 'Process'
  const character = isHidden ? knownCharacter(code, shift) : isOne(key) ? key : null
  return {
    code,
    name: isHidden ? nameByPlace(code) : key,
    character,
    plain: shift ? knownCharacter(code, false) : character,
    shift,
    control,
    meta,
    alt,
    altGraph,
    mod,
    // An input method consumes the first key of a word before the composition event, and Safari sends the Enter that
    // ended one after it. A key with an unknown name outside of a field, or with Ctrl, composes nothing.
    composing:
      event.isComposing === true || (taken && !isHidden && key !== 'Dead') || (key === 'Process' && inField && !mod),
    taken,
    repeat: event.repeat === true,
    at: event.timeStamp ?? 0,
  }
}

/** With one of these modifiers, or while one is pressed, a key has another meaning. Shift alone does not change it. */
export const holdsOthers = ({ control, meta, alt, altGraph }: KeyPress) => control || meta || alt || altGraph

/** Keys that write no character have the same name for position and function. */
const nameByPlace = (code: string) => (/^(?:F\d{1,2}|Enter|Escape|Tab|Space|Arrow\w+)$/.test(code) ? code : '')

/** On a Mac, Command has the role of Ctrl. */
export const isMac = () => /mac|iphone|ipad|ipod/i.test(navigator.platform)
