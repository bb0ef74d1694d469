/** Seven keyboards: the character of each position. A `†` is a dead key, and an input method reports no key at all. */

const places = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].flatMap((row) => row.split(' '))

interface Rows {
  plain: string
  shifted: string
  altGraph?: Readonly<Record<string, string>>
}

const us: Rows = {
  plain: "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
  shifted: '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?',
}
const rows = {
  US: us,
  German: {
    plain: '†1234567890ß†qwertzuiopü+asdfghjklöäyxcvbnm,.-',
    shifted: '°!"§$%&/()=?†QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_',
    altGraph: { Digit2: '²', Digit3: '³', Digit7: '{', Digit8: '[', Digit9: ']', Digit0: '}', KeyQ: '@', KeyE: '€' },
  },
  AZERTY: {
    plain: '²&é"\'(-è_çà)=azertyuiop†$qsdfghjklmùwxcvbn,;:!',
    shifted: '²1234567890°+AZERTYUIOP†£QSDFGHJKLM%WXCVBN?./§',
    altGraph: { Digit3: '#', Digit5: '[', Minus: ']', Digit0: '@', KeyE: '€' },
  },
  Dvorak: {
    plain: "`1234567890[]',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz",
    shifted: '~!@#$%^&*(){}"<>PYFGCRL?+AOEUIDHTNS_:QJKXBMWVZ',
  },
  Russian: {
    plain: 'ё1234567890-=йцукенгшщзхъфывапролджэячсмитьбю.',
    shifted: 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
  },
  Pinyin: us,
  'number pad': us,
} satisfies Record<string, Rows>

export type LayoutName = keyof typeof rows
export const layoutNames = Object.keys(rows) as LayoutName[]

export interface Modifiers {
  shift?: boolean
  ctrl?: boolean
  meta?: boolean
  alt?: boolean
  altGraph?: boolean
}

/** The keys that the number pad sends without NumLock, from 0 to 9. */
const padKeys = 'Insert End ArrowDown PageDown ArrowLeft Clear ArrowRight Home ArrowUp PageUp'.split(' ')

/** Returns the `key` of the event at this position; a position without a character reports its own name. */
export function writtenBy(
  layout: LayoutName,
  code: string,
  { shift = false, altGraph = false }: Modifiers = {},
): string {
  const { plain, shifted, altGraph: third = {} }: Rows = rows[layout]
  const at = places.indexOf(code)
  if (at === -1) return code === 'Space' ? ' ' : code
  if (altGraph && third[code] !== undefined) return third[code]
  const written = (shift ? shifted : plain).charAt(at)
  return written === '†' ? 'Dead' : written
}

export const padKey = (digit: number, numLock: boolean) => (numLock ? String(digit) : (padKeys[digit] ?? ''))

/** Marks a key that an input method has consumed; the property is deprecated, and nothing has replaced it. */
export const taken: Readonly<Record<string, number>> = { keyCode: 229 }

/** Makes a key event as a browser does. `hidden`: an input method hides the key. */
export function keyEvent(
  type: 'keydown' | 'keyup',
  of: { key: string; code: string; hidden?: boolean; repeat?: boolean; composing?: boolean; at?: number } & Modifiers,
): KeyboardEvent {
  const event = new KeyboardEvent(type, {
    key: of.hidden === true ? 'Process' : of.key,
    code: of.code,
    ...(of.hidden === true ? taken : {}),
    shiftKey: of.shift ?? false,
    ctrlKey: of.ctrl ?? false,
    metaKey: of.meta ?? false,
    altKey: of.alt ?? false,
    repeat: of.repeat ?? false,
    isComposing: of.composing ?? false,
    bubbles: true,
    cancelable: true,
  })
  // happy-dom treats any Alt as AltGr, which no browser does.
  const state: Record<string, boolean | undefined> = {
    AltGraph: of.altGraph,
    Alt: of.alt,
    Control: of.ctrl,
    Meta: of.meta,
    Shift: of.shift,
  }
  Object.defineProperty(event, 'getModifierState', { value: (name: string) => state[name] ?? false })
  if (of.at !== undefined) Object.defineProperty(event, 'timeStamp', { value: of.at })
  return event
}
