import { keyEvent, type LayoutName, type Modifiers, padKey, writtenBy } from './layouts.ts'

/**
 * A model of a typist on a keyboard of some layout, with release events that get lost. It computes what a page may fire
 * at most and must fire at least, from the key actions alone and not from the page's code.
 */

export const keysOfHand =
  'Digit1 Digit2 Digit3 Digit4 KeyB KeyN KeyX KeyV Period Enter Space Numpad1 Numpad3 F13'.split(' ')
export const modifierKeys = {
  ControlLeft: 'ctrl',
  AltLeft: 'alt',
  MetaLeft: 'meta',
  AltRight: 'altGraph',
  ShiftLeft: 'shift',
} as const
type ModifierKey = keyof typeof modifierKeys

export type Step =
  /** `lost`: the first event of the press went to another window, and only the repeats come here. */
  | { do: 'press'; finger: number; lost: boolean }
  | { do: 'repeat'; times: number; everyMs: number }
  | { do: 'release'; lost: boolean }
  | { do: 'modifier'; key: ModifierKey; lost: boolean }
  | { do: 'stop' | 'paste'; which: number }
  | { do: 'focus'; at: 'first' | 'second' | 'field' | 'elsewhere' }
  /** `keeps`: the key stays held, though the window gets no events of it. */
  | { do: 'window'; keeps: boolean }
  | { do: 'dialog'; takesFocus: boolean }
  | { do: 'composition' | 'numLock' | 'answer' | 'nothing' }
  | { do: 'wait'; ms: number }

/** Every combination that is STOP, from the table of key meanings. */
const stops: Record<LayoutName, readonly (readonly [code: string, shift: boolean])[]> = {
  US: [
    ['Period', false],
    ['Period', true],
  ],
  German: [
    ['Period', false],
    ['Period', true],
  ],
  AZERTY: [
    ['Comma', true],
    ['Period', false],
    ['Period', true],
  ],
  Dvorak: [['KeyE', false]],
  Russian: [
    ['Period', false],
    ['Slash', false],
    ['Period', true],
  ],
  Pinyin: [
    ['Period', false],
    ['Period', true],
  ],
  'number pad': [
    ['Period', false],
    ['Period', true],
    ['NumpadDecimal', false],
    ['NumpadDecimal', true],
  ],
}
/** With Shift these keys write another character. They are STOP once the page has seen the character without Shift. */
const maybeStops: Partial<typeof stops> = { Dvorak: [['KeyE', true]] }
const secondStop = ['F8', true] as const
const pasteCode: Record<LayoutName, string> = {
  US: 'KeyV',
  German: 'KeyV',
  AZERTY: 'KeyV',
  Dvorak: 'Period',
  Russian: 'KeyV',
  Pinyin: 'KeyV',
  'number pad': 'KeyV',
}

export interface Page {
  /** The elements that can have the focus. `elsewhere` is a button that fires nothing. */
  places: Record<'first' | 'second' | 'field' | 'elsewhere', HTMLElement>
  /** Returns the gift of the deck's key with this hotkey or position. */
  giftOf: (what: string) => string | undefined
  answer: () => void
}

export class Hand {
  /** How often the page may fire each gift at most, and must fire it at least. */
  most = new Map<string, number>()
  least = new Map<string, number>()
  stops = { most: 0, least: 0 }
  /** The event that is being handled: the gift that it may fire, its time, and whether it is a repeat. */
  handling: { gift: string | null; at: number; repeat: boolean } | null = null
  private now = 1_000
  private held: string[] = []
  private modifiers = new Set<ModifierKey>()
  private numLock = true
  private composing = false
  private dialog: HTMLElement | null = null
  /** The key whose repeats may fire: it was pressed last, and nothing since then may mean that it was released. */
  private live: { code: string; gift: string; since: number } | null = null

  private layout: LayoutName
  private codes: readonly string[]
  private page: Page

  /** `codes`: the positions of the pressed keys. */
  constructor(layout: LayoutName, codes: readonly string[], page: Page) {
    this.layout = layout
    this.codes = codes
    this.page = page
  }

  take(step: Step) {
    this.now += 7
    switch (step.do) {
      case 'press':
        return this.press(this.codes[step.finger % this.codes.length]!, step.lost)
      case 'repeat':
        for (let each = 0; each < step.times; each++) {
          this.now += step.everyMs
          const code = this.held.at(-1)
          if (code !== undefined) this.key('keydown', code, this.flags(), true)
        }
        return undefined
      case 'release': {
        const code = this.held.pop()
        if (code === undefined) return undefined
        if (!step.lost) this.key('keyup', code)
        return undefined
      }
      case 'modifier':
        return this.modifier(step.key, step.lost)
      case 'stop': {
        const chords = [...stops[this.layout], secondStop]
        const [code, shift] = chords[step.which % chords.length]!
        return this.chord(code, shift)
      }
      case 'paste':
        return this.chord(pasteCode[this.layout], step.which % 2 === 1)
      case 'focus':
        if (this.dialog !== null) return undefined
        this.endComposition()
        return this.focus(this.page.places[step.at])
      case 'window':
        this.live = null
        if (!step.keeps) {
          this.held = []
          this.modifiers.clear()
        }
        window.dispatchEvent(new Event('blur'))
        window.dispatchEvent(new Event('focus'))
        return undefined
      case 'dialog':
        return this.toggleDialog(step.takesFocus)
      case 'composition':
        if (this.composing) return this.endComposition()
        if (document.activeElement !== this.page.places.field) return undefined
        this.composing = true
        this.live = null
        this.page.places.field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
        return undefined
      case 'numLock':
        this.numLock = !this.numLock
        return undefined
      case 'answer':
        return this.page.answer()
      case 'wait':
        this.now += step.ms
        return undefined
      case 'nothing':
        return this.unnamed()
    }
  }

  /** Dispatches events without a key, as autofill and a broken driver send them. */
  private unnamed() {
    this.dispatch(new Event('keydown', { bubbles: true }), null)
    this.dispatch(new Event('keyup', { bubbles: true }), null)
  }

  private press(code: string, lost: boolean) {
    this.held = [...this.held.filter((other) => other !== code), code]
    if (!lost) this.key('keydown', code)
  }

  private modifier(key: ModifierKey, lost: boolean) {
    const isDown = !this.modifiers.has(key)
    if (isDown) this.modifiers.add(key)
    else this.modifiers.delete(key)
    if (lost && !isDown) return
    if (key !== 'ShiftLeft') this.live = null
    this.dispatch(
      keyEvent(isDown ? 'keydown' : 'keyup', {
        key: key.replace(/Left|Right/, ''),
        code: key,
        ...this.flags(),
        at: this.now,
      }),
      null,
    )
  }

  private chord(code: string, shift: boolean) {
    for (const key of this.modifiers) this.modifier(key, false)
    this.modifier('ControlLeft', false)
    if (shift) this.modifier('ShiftLeft', false)
    this.key('keydown', code)
    this.key('keyup', code)
    if (shift) this.modifier('ShiftLeft', false)
    this.modifier('ControlLeft', false)
  }

  private flags(): Modifiers {
    return Object.fromEntries([...this.modifiers].map((key) => [modifierKeys[key], true]))
  }

  private nameOf(code: string, modifiers: Modifiers) {
    const digit = /^Numpad(\d)$/.exec(code)?.[1]
    if (digit !== undefined) return padKey(Number(digit), this.numLock)
    if (code === 'NumpadDecimal') return '.'
    return writtenBy(this.layout, code, modifiers)
  }

  private key(type: 'keydown' | 'keyup', code: string, modifiers = this.flags(), repeat = false) {
    const key = this.nameOf(code, modifiers)
    const isWritten = key.length === 1 || key === 'Dead'
    const hidden = this.layout === 'Pinyin' && type === 'keydown' && isWritten && !code.startsWith('Numpad')
    const gift = this.meant(code, key, modifiers)
    const isSure = this.isOneOf([...stops[this.layout], secondStop], code, modifiers)
    if (type === 'keydown' && (isSure || this.isOneOf(maybeStops[this.layout] ?? [], code, modifiers))) {
      this.live = null
      this.stops.most++
      if (isSure && !repeat) this.stops.least++
    }
    if (type === 'keydown' && gift !== null && this.mayFire(code, gift, repeat)) {
      this.most.set(gift, (this.most.get(gift) ?? 0) + 1)
      if (!repeat) this.least.set(gift, (this.least.get(gift) ?? 0) + 1)
      if (!repeat) this.live = { code, gift, since: this.now }
      this.dispatch(
        keyEvent(type, { key, code, hidden, repeat, composing: this.composing, at: this.now, ...modifiers }),
        gift,
        repeat,
      )
      return
    }
    if (type === 'keyup' && this.live?.code === code) this.live = null
    this.dispatch(
      keyEvent(type, { key, code, hidden, repeat, composing: this.composing, at: this.now, ...modifiers }),
      null,
    )
  }

  private isOneOf(
    chords: (typeof stops)[LayoutName],
    code: string,
    { shift = false, ctrl = false, meta, alt, altGraph }: Modifiers,
  ) {
    if (!ctrl || meta === true || alt === true || altGraph === true) return false
    return chords.some(([place, withShift]) => place === code && withShift === shift)
  }

  private mayFire(code: string, gift: string, repeat: boolean) {
    if (!repeat) return true
    return this.live?.code === code && this.live.gift === gift && this.now - this.live.since <= 30_000
  }

  /** Returns the gift that this key fires now, or null if a dialog, a field, a composition or a modifier takes it. */
  private meant(code: string, key: string, { shift = false, ctrl, meta, alt, altGraph }: Modifiers): string | null {
    if (ctrl === true || meta === true || alt === true || altGraph === true) return null
    const { activeElement } = document
    if (this.composing || this.dialog !== null || activeElement === this.page.places.field) return null
    if (code === 'Enter' || code === 'Space')
      return activeElement === this.page.places.first
        ? 'rose'
        : activeElement === this.page.places.second
          ? 'heart'
          : null
    if (code === 'F13' || code.startsWith('Numpad')) return this.page.giftOf(shift ? `Shift+${key}` : key) ?? null
    const isLetter = /^[a-z0-9]$/i.test(key)
    const name = isLetter ? key.toUpperCase() : code.replace(/^(?:Key|Digit)/, '')
    // Some layouts need Shift for digits; then Shift is part of the digit.
    const withShift = shift && !/^\d$/.test(key)
    return this.page.giftOf(withShift ? `Shift+${name}` : name) ?? null
  }

  private focus(element: HTMLElement) {
    if (document.activeElement === element) return
    if (this.live !== null && element.dataset['key'] !== this.live.gift) this.live = null
    element.focus()
  }

  private endComposition() {
    if (!this.composing) return
    this.composing = false
    this.page.places.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
  }

  private toggleDialog(takesFocus: boolean) {
    this.endComposition()
    if (this.dialog === null) {
      this.live = null
      this.dialog = document.createElement('div')
      this.dialog.setAttribute('role', 'dialog')
      this.dialog.tabIndex = -1
      document.body.append(this.dialog)
      if (takesFocus) this.dialog.focus()
    } else {
      this.dialog.remove()
      this.dialog = null
    }
  }

  private dispatch(event: Event, gift: string | null, repeat = false) {
    this.handling = { gift, at: this.now, repeat }
    ;(document.activeElement ?? document.body).dispatchEvent(event)
    this.handling = null
  }

  /** Releases everything, so that the next run starts clean. */
  leave() {
    this.endComposition()
    this.dialog?.remove()
    window.dispatchEvent(new Event('blur'))
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
}
