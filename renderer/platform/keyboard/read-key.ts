import { knownCharacter } from './layout.ts'

/** A key press, read from a keyboard event. Listeners use it in place of the event. */
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
  /** True if AltGr is pressed, which selects the third level of a layout, or what a system reports in its place. */
  altGraph: boolean
  /** True if Ctrl (on a Mac: Command) is pressed without Alt, AltGr and the other of the two. */
  mod: boolean
  /** True if an input method uses this key for the text that is being composed. */
  composing: boolean
  /** True if the input method has consumed the key, so that the browser does nothing with it. */
  taken: boolean
  /** True for an automatic repeat of a held key. */
  repeat: boolean
  /** The event's own timestamp, so that a busy page does not distort it. */
  at: number
}

/** The properties of an event that are read. Any may be missing. Tests can build such an event without a browser. */
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
 * Reads a keyboard event. Null for an event without a key, as a browser's autofill sends it. `inField`: the target
 * takes text, so an input method may begin a word with the key.
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

/** True if a modifier other than Shift is pressed. The key then has another meaning. */
export const holdsOthers = ({ control, meta, alt, altGraph }: KeyPress) => control || meta || alt || altGraph

/** Returns a key's name from its position, for keys whose name equals that of their position. Else empty. */
const nameByPlace = (code: string) => (/^(?:F\d{1,2}|Enter|Escape|Tab|Space|Arrow\w+)$/.test(code) ? code : '')

/** True on Apple's systems, where Command has the role of Ctrl. */
export const isMac = () => /mac|iphone|ipad|ipod/i.test(navigator.platform)
