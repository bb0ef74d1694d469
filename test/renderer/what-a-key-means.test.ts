import { afterEach, describe, expect, it } from 'vitest'
import { hotkeyOf } from '../../renderer/features/deck/hotkey.ts'
import { learnLayout, readLayoutMap } from '../../renderer/platform/keyboard/layout.ts'
import { type KeyEvent, readKey } from '../../renderer/platform/keyboard/read-key.ts'
import { matchShortcut } from '../../renderer/platform/keyboard/shortcut.ts'
import { isStop } from '../../renderer/platform/keyboard/stop-keys.ts'
import { keyEvent, type LayoutName, layoutNames, type Modifiers, padKey, writtenBy } from './support/layouts.ts'

const read = (event: KeyEvent, inField = false) => readKey(event, inField)!
/** Reads the event of the key at this position on a keyboard of this layout. */
const on = (layout: LayoutName, code: string, modifiers: Modifiers = {}) =>
  read(
    keyEvent('keydown', { key: writtenBy(layout, code, modifiers), code, hidden: layout === 'Pinyin', ...modifiers }),
  )
const ctrl = { ctrl: true }
const onMac = (isIt: boolean) =>
  Object.defineProperty(navigator, 'platform', { value: isIt ? 'MacIntel' : 'Linux x86_64', configurable: true })

afterEach(() => {
  onMac(false)
  Reflect.deleteProperty(navigator, 'keyboard')
})

describe('STOP', () => {
  // With Ctrl, each key stops that writes a full stop. The US position of the full stop stops too, unless it writes
  // a letter.
  it.each<[LayoutName, string[]]>([
    ['US', ['Period']],
    ['German', ['Period']],
    ['AZERTY', ['Period', 'Shift+Comma', 'Shift+Period']],
    ['Dvorak', ['KeyE']],
    ['Russian', ['Period', 'Slash', 'Shift+Period']],
    ['Pinyin', ['Period', 'Shift+Period']],
    ['number pad', ['Period']],
  ])('works on a %s keyboard by Ctrl with %s, and by no other key', (layout, stops) => {
    const places = ['Digit', 'Key'].flatMap((kind) =>
      (kind === 'Key' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : '0123456789').split('').map((name) => kind + name),
    )
    const signs = 'Minus Equal BracketLeft BracketRight Semicolon Quote Comma Period Slash Backquote'.split(' ')
    const stopping = [...places, ...signs].flatMap((code) =>
      [false, true].flatMap((shift) => {
        const stopped = isStop(on(layout, code, { ctrl: true, shift }))
        return stopped ? [`${shift ? 'Shift+' : ''}${code}`] : []
      }),
    )
    expect(stopping.toSorted()).toEqual([...new Set([...stops, ...alwaysWithShift(layout)])].toSorted())
  })
  /** Returns the US position of the full stop with Shift, which stops too unless the position writes a letter. */
  const alwaysWithShift = (layout: LayoutName) => (layout === 'Dvorak' ? [] : ['Shift+Period'])

  it.each(layoutNames)('works on a %s keyboard by Ctrl+Shift+F8, and by F8 with no other modifiers', (layout) => {
    expect(isStop(on(layout, 'F8', { ctrl: true, shift: true }))).toBe(true)
    for (const modifiers of [{}, { ctrl: true }, { shift: true }, { ctrl: true, shift: true, alt: true }])
      expect(isStop(on(layout, 'F8', modifiers))).toBe(false)
  })

  it.each(['.', '。', '．', '｡'])('works with every key that writes %s', (key) => {
    for (const code of ['Period', 'NumpadDecimal', 'KeyE', '']) {
      expect(isStop(read({ key, code, ctrlKey: true }))).toBe(true)
      expect(isStop(read({ key, code, ctrlKey: true, shiftKey: true, isComposing: true }))).toBe(true)
    }
  })

  it.each(['Process', 'Dead', 'Unidentified', ':', 'ю', '·', '>', '،', '、'])(
    'works at the position of the full stop when %s is written',
    (key) => {
      expect(isStop(read({ key, code: 'Period', ctrlKey: true, keyCode: 229 }))).toBe(true)
    },
  )

  it.each([
    ['no Ctrl', {}],
    ['Alt', { ctrlKey: true, altKey: true }],
    ['Command beside it', { ctrlKey: true, metaKey: true }],
    ['AltGr', { ctrlKey: true, getModifierState: (name: string) => name === 'AltGraph' }],
    ['Command alone, where Ctrl is meant', { metaKey: true }],
  ])('does not work with %s', (_, modifiers) => {
    expect(isStop(read({ key: '.', code: 'Period', ...modifiers }))).toBe(false)
  })

  it('is Command with a full stop on a Mac', () => {
    onMac(true)
    expect(isStop(read({ key: '.', code: 'Period', metaKey: true }))).toBe(true)
    expect(isStop(read({ key: '.', code: 'Period', ctrlKey: true }))).toBe(false)
  })
})

describe('Ctrl+V', () => {
  const dvorakV = { key: 'v', code: 'Period' }
  const hidden: KeyEvent = { key: 'Process', code: 'Period', keyCode: 229, ctrlKey: true }

  it.each(layoutNames)('never stops on a %s keyboard', (layout) => {
    const places = ['KeyV', 'Period'].filter((code) => ['v', 'V'].includes(writtenBy(layout, code)))
    for (const code of places)
      for (const shift of [false, true]) expect(isStop(on(layout, code, { ctrl: true, shift }))).toBe(false)
  })

  it('never stops on a Dvorak behind an input method, once the key has written its letter', () => {
    learnLayout(dvorakV.code, dvorakV.key, false)
    learnLayout('KeyE', '.', false)
    expect(isStop(read(hidden))).toBe(false)
    expect(isStop(read({ ...hidden, shiftKey: true }))).toBe(false)
    expect(isStop(read({ ...hidden, code: 'KeyE' }))).toBe(true)
  })

  it('never stops on a Dvorak behind an input method if the browser knows the layout', async () => {
    const layoutMap = new Map([['Period', 'v']])
    Object.defineProperty(navigator, 'keyboard', { value: { getLayoutMap: async () => layoutMap }, configurable: true })
    await readLayoutMap()
    expect(isStop(read(hidden))).toBe(false)
  })

  it('counts as STOP if an input method hides the key and another layout than Dvorak has written since', () => {
    learnLayout(dvorakV.code, dvorakV.key, false)
    learnLayout('KeyD', 'e', false)
    learnLayout('KeyD', 'd', false)
    expect(isStop(read(hidden))).toBe(true)
  })
})

describe('a shortcut', () => {
  it.each<[LayoutName, string, string]>([
    ['US', 'KeyK', '$mod+k'],
    ['German', 'KeyZ', '$mod+y'],
    ['German', 'KeyY', '$mod+z'],
    ['AZERTY', 'KeyQ', '$mod+a'],
    ['AZERTY', 'KeyW', '$mod+z'],
    ['Dvorak', 'KeyV', '$mod+k'],
    ['Russian', 'KeyK', '$mod+k'],
    ['Pinyin', 'KeyK', '$mod+k'],
    ['number pad', 'KeyK', '$mod+k'],
  ])('matches on a %s keyboard by the letter, and by %s if there is none: %s', (layout, code, shortcut) => {
    expect(matchShortcut(on(layout, code, ctrl), shortcut)).not.toBeNull()
    for (const other of [
      {},
      { shift: true, ctrl: true },
      { alt: true, ctrl: true },
      { meta: true },
      { altGraph: true, ctrl: true },
    ])
      expect(matchShortcut(on(layout, code, other), shortcut)).toBeNull()
  })

  it('of one letter matches by the letter, and by the position if the layout writes no such letter', () => {
    expect(matchShortcut(on('AZERTY', 'KeyQ'), 'a')).toBe('character')
    expect(matchShortcut(on('AZERTY', 'KeyA'), 'a')).toBeNull()
    expect(matchShortcut(on('Russian', 'KeyD'), 'd')).toBe('place')
    expect(matchShortcut(on('Pinyin', 'KeyD'), 'd')).toBe('place')
    expect(matchShortcut(on('US', 'KeyD', { shift: true }), 'd')).toBeNull()
  })

  it('of one sign works wherever a layout writes it, also with AltGr', () => {
    expect(matchShortcut(on('German', 'Digit8', { altGraph: true }), '[')).toBe('character')
    expect(matchShortcut(on('AZERTY', 'Digit5', { altGraph: true }), '[')).toBe('character')
    expect(matchShortcut(on('German', 'Minus', { shift: true }), '[Shift]+?')).toBe('character')
    expect(matchShortcut(on('AZERTY', 'KeyM', { shift: true }), '[Shift]+?')).toBe('character')
    expect(matchShortcut(on('Russian', 'BracketLeft'), '[')).toBe('place')
    expect(matchShortcut(on('AZERTY', 'BracketLeft'), '[')).toBe('place')
    expect(matchShortcut(on('German', 'Slash', { shift: true }), '[Shift]+?')).toBeNull()
    expect(matchShortcut(on('US', 'BracketLeft', { ctrl: true }), '[')).toBeNull()
  })

  it('that names a key works behind an input method', () => {
    expect(matchShortcut(read({ key: 'Process', code: 'Enter', ctrlKey: true }), '$mod+Enter')).not.toBeNull()
    expect(matchShortcut(read({ key: 'Enter', code: 'NumpadEnter', ctrlKey: true }), '$mod+Enter')).not.toBeNull()
  })
})

describe('a key of the deck', () => {
  const digits = '1 2 3 4 5 6 7 8 9'.split(' ')

  it.each(layoutNames)('is pressed by its digit on a %s keyboard', (layout) => {
    expect(digits.map((digit) => hotkeyOf(on(layout, `Digit${digit}`)))).toEqual(digits)
  })

  it('is pressed by a digit that the layout writes with Shift', () => {
    expect(on('AZERTY', 'Digit1', { shift: true }).character).toBe('1')
  })

  it('is pressed by the number pad only if that writes a digit', () => {
    for (const digit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const code = `Numpad${digit}`
      expect(hotkeyOf(read({ key: padKey(digit, true), code }))).toBe(code)
      expect(hotkeyOf(read({ key: padKey(digit, false), code }))).toBeNull()
      expect(hotkeyOf(read({ key: 'Unidentified', code }))).toBeNull()
    }
    for (const [key, code] of [
      ['Enter', 'NumpadEnter'],
      ['.', 'NumpadDecimal'],
      ['Delete', 'NumpadDecimal'],
      ['+', 'NumpadAdd'],
      ['7', 'Numpad3'],
    ])
      expect(hotkeyOf(read({ key, code } as KeyEvent))).toBeNull()
  })

  it.each<[string, KeyEvent]>([
    ['AltGr', { key: '¹', code: 'Digit1', getModifierState: (name) => name === 'AltGraph' }],
    ['AltGr that changes nothing', { key: '1', code: 'Digit1', getModifierState: (name) => name === 'AltGraph' }],
    ['Ctrl', { key: '1', code: 'Digit1', ctrlKey: true }],
    ['Ctrl and Alt', { key: '1', code: 'Digit1', ctrlKey: true, altKey: true }],
    ['Command', { key: '1', code: 'Digit1', metaKey: true }],
    ['a composition', { key: '1', code: 'Digit1', isComposing: true }],
    ['an input method that has taken it', { key: '1', code: 'Digit1', keyCode: 229 }],
  ])('is not pressed with %s', (_, event) => {
    expect(hotkeyOf(read(event))).toBeNull()
  })

  it('keeps a hotkey of its own on every layout', () => {
    expect(hotkeyOf(on('Russian', 'KeyB'))).toBe('B')
    expect(hotkeyOf(on('Pinyin', 'KeyB', { shift: true }))).toBe('Shift+B')
    expect(hotkeyOf(on('Dvorak', 'KeyB'))).toBe('X')
    expect(hotkeyOf(on('German', 'KeyY'))).toBe('Z')
    expect(hotkeyOf(on('Russian', 'F13', { shift: true }))).toBe('Shift+F13')
    expect(hotkeyOf(on('US', 'KeyB', { alt: true }))).toBe('Alt+B')
  })

  it('has Option as its Alt on a Mac, whatever that writes', () => {
    onMac(true)
    const level = { getModifierState: (name: string) => name === 'AltGraph' }
    expect(hotkeyOf(read({ key: '∫', code: 'KeyB', altKey: true }))).toBe('Alt+B')
    expect(hotkeyOf(read({ key: '∫', code: 'KeyB', altKey: true, ...level }))).toBe('Alt+B')
    expect(hotkeyOf(read({ key: 'Dead', code: 'KeyE', altKey: true }))).toBe('Alt+E')
  })
})

describe('a composition', () => {
  it.each<[string, KeyEvent, boolean, boolean]>([
    ['a running one', { key: 'Escape', isComposing: true }, false, true],
    ['one in a menu', { key: 'Enter', isComposing: true }, false, true],
    ['the Enter that ended one, as Safari sends it', { key: 'Enter', keyCode: 229 }, true, true],
    ['the first key of one', { key: 'Process', code: 'KeyN', keyCode: 229 }, true, true],
    ['a candidate that is chosen', { key: 'Process', code: 'Digit1', keyCode: 229 }, true, true],
    [
      'Ctrl with a letter in a field, no word begun',
      { key: 'Process', code: 'KeyK', keyCode: 229, ctrlKey: true },
      true,
      false,
    ],
    ['a letter outside of any field', { key: 'Process', code: 'KeyD', keyCode: 229 }, false, false],
    ['a plain Escape', { key: 'Escape', keyCode: 27 }, true, false],
    ['a phone’s keyboard, which names no key', { key: 'Unidentified', keyCode: 229 }, true, false],
    ['a dead key', { key: 'Dead', code: 'BracketLeft', keyCode: 229 }, false, false],
  ])('is recognised or ruled out: %s', (_, event, inField, isOne) => {
    expect(read(event, inField).composing).toBe(isOne)
  })
})

it('an event without a key, as autofill sends it, has no meaning', () => {
  expect(readKey(new Event('keydown') as KeyboardEvent, true)).toBeNull()
  expect(readKey({}, false)).toBeNull()
  expect(readKey({ key: '' }, false)).toBeNull()
})
