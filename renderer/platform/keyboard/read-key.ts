import { knownCharacter } from './layout.ts'

/** What a keyboard event means. Everything that listens to keys asks this, and never the event itself. */
export interface KeyPress {
  /** Where the key lies, by its name on a US keyboard; empty where nothing tells. */
  code: string
  /** The key's own name, such as `Enter`, `F8` or `a`. Behind an input method it is known by its place. */
  name: string
  /** The sign this key writes in the layout in use; null where it writes none, or nobody knows which. */
  character: string | null
  /** What the same key writes without Shift, as far as that is known. */
  plain: string | null
  shift: boolean
  control: boolean
  meta: boolean
  alt: boolean
  /** The third level of a layout: AltGr, or what a system reports in its place. */
  altGraph: boolean
  /** Ctrl, on a Mac Command, and none of the other three. */
  mod: boolean
  /** An input method takes this key for the text that it is composing. */
  composing: boolean
  /** The input method has it already, so that nothing is left for the browser to do. */
  taken: boolean
  /** The keyboard repeats a key that is held. */
  repeat: boolean
  /** When it was pressed, by the event's own clock, so that a busy page does not stretch it. */
  at: number
}

/** The part of an event that is read, so that tables can be written without a browser. Any of it may be missing. */
export interface KeyEvent {
  key?: string
  code?: string
  shiftKey?: boolean
  ctrlKey?: boolean
  metaKey?: boolean
  altKey?: boolean
  repeat?: boolean
  isComposing?: boolean
  /** Out of use but for one number: nothing else tells that an input method has already taken the key. */
  keyCode?: number
  timeStamp?: number
  getModifierState?: (name: string) => boolean
}

/** The key code of every event that an input method has already taken. */
const takenByInputMethod = 229

const isOne = (key: string) => /^.$/u.test(key)

/**
 * Null for an event without a key, as a browser's autofill sends it. `inField`: it goes to a place that takes text, where an
 * input method may begin a word with it.
 */
export function readKey(event: KeyEvent, inField: boolean): KeyPress | null {
  const { key, code = '', shiftKey: shift = false, ctrlKey = false, metaKey: meta = false, altKey = false } = event
  if (typeof key !== 'string' || key === '') return null
  const isHidden = key === 'Process' || key === 'Unidentified'
  const level = event.getModifierState?.('AltGraph') === true
  // Option is the third level on a Mac and the Alt of every shortcut as well; some browsers report it as both.
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
    // An input method marks the first key of a word before a composition has begun, and Safari the Enter that ended one
    // after it has ended. A key it leaves unnamed outside of a field, or with Ctrl, composes nothing.
    composing:
      event.isComposing === true || (taken && !isHidden && key !== 'Dead') || (key === 'Process' && inField && !mod),
    taken,
    repeat: event.repeat === true,
    at: event.timeStamp ?? 0,
  }
}

/** With one of these beside it a key means something else, or is on its way to. Shift alone changes no meaning. */
export const holdsOthers = ({ control, meta, alt, altGraph }: KeyPress) => control || meta || alt || altGraph

/** Keys that write nothing are named alike by their place and by what they do. */
const nameByPlace = (code: string) => (/^(?:F\d{1,2}|Enter|Escape|Tab|Space|Arrow\w+)$/.test(code) ? code : '')

/** Command does there what Ctrl does elsewhere. */
export const isMac = () => /mac|iphone|ipad|ipod/i.test(navigator.platform)
