import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { DeckPanel } from '../../renderer/features/deck/DeckPanel.tsx'
import { resetEditing, startEditing } from '../../renderer/features/deck/edit/editing.ts'
import { endHold } from '../../renderer/features/deck/hold.ts'
import { takePages } from '../../renderer/features/deck/store.ts'
import { stop } from '../../renderer/features/status/stop.ts'
import { applySafety, applyStatus } from '../../renderer/features/status/store.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import type { Status } from '../../shared/contract/status.ts'
import { type Call, answerCalls, refusal } from './support/answer-calls.ts'
import { deckOf, rose } from './support/gift-key.ts'
import { pass, show } from './support/page.tsx'
import { connection, status, tencentRoom } from './support/samples.ts'

const accepted = () => ({ sends: [{ id: 'send', seq: 1, state: 'queued' }] })
const inTenSeconds = () => new Date(Date.now() + 10_000).toISOString()
const fired = (calls: Call[]) => calls.filter(({ name }) => name === 'deck.press').length

const both: DeckKey = {
  ...rose,
  id: 'both',
  label: 'Both',
  hotkey: 'Shift+B',
  multiplier: 66,
  gifts: [
    { vendor: 'tencent', giftId: 'rose' },
    { vendor: 'zego', giftId: 'rose', value: 10 },
  ],
}
const castle: DeckKey = { ...rose, id: 'castle', label: 'Castle', gifts: [{ vendor: 'tencent', giftId: 'castle' }] }
const bothConnected = { connections: [connection(), connection({ vendor: 'zego' })] }

async function openDeck(keys: DeckKey[], of: Partial<Status> = {}, fire: () => unknown = accepted) {
  const calls = answerCalls({
    'deck.get': () => deckOf(...keys),
    'room.get': () => tencentRoom,
    'deck.press': fire,
    'safety.arm': () => ({ armed: true, armedUntil: inTenSeconds(), hold: false, stopped: false }),
    'safety.stop': () => ({ cancelled: 0, alreadySent: 0, unknown: 0 }),
  })
  takePages('Demo room', deckOf(...keys).pages)
  applyStatus(status(of))
  show(<DeckPanel />)
  await pass(0)
  return calls
}

const key = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
const down = (name: string) => fireEvent.pointerDown(key(name), { button: 0, isPrimary: true })
const up = (name: string) => {
  fireEvent.pointerUp(key(name))
  fireEvent.click(key(name), { detail: 1 })
}

/** Dispatches a key event with its own timestamp; returns false if the page prevented the default. */
function pressed(target: Element, type: 'keydown' | 'keyup', { at, ...of }: KeyboardEventInit & { at?: number }) {
  const event = new KeyboardEvent(type, { ...of, bubbles: true, cancelable: true })
  if (at !== undefined) Object.defineProperty(event, 'timeStamp', { value: at })
  return fireEvent(target, event)
}
/** Opens a dialog, a menu or the palette over the page; the focus stays where it is. */
function openLayer(role: string) {
  const layer = document.body.appendChild(document.createElement('div'))
  layer.setAttribute('role', role)
  layer.setAttribute('data-layer', '')
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: false })
  setConnection('open')
})
afterEach(() => {
  endHold()
  vi.useRealTimers()
})

describe('a held key', () => {
  it('is fired once if it is released before the hold begins', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(300)
    up('Rose')
    await pass(2_000)
    expect(fired(calls)).toBe(1)
  })

  it('repeats at a steady rate, shows the count, and ends with the release', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(399)
    expect(fired(calls)).toBe(0)
    await pass(1_001)
    expect(fired(calls)).toBe(6)
    expect(key('Rose').textContent).toContain('×6')
    up('Rose')
    await pass(2_000)
    expect(fired(calls)).toBe(6)
    expect(key('Rose').textContent).not.toContain('×6')
    expect(screen.getByText('6 presses')).toBeTruthy()
  })

  it('fires nothing when the finger slides off before the hold begins', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(200)
    fireEvent.pointerLeave(key('Rose'))
    await pass(2_000)
    expect(fired(calls)).toBe(0)
  })

  it.each([
    ['the window is left', () => window.dispatchEvent(new Event('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
    ['it is released elsewhere', () => fireEvent.pointerUp(document.body)],
    ['the pointer is taken away', () => fireEvent.pointerCancel(key('Rose'))],
    ['the pointer is captured no more', () => fireEvent.lostPointerCapture(key('Rose'))],
    ['the pointer slides off', () => fireEvent.pointerLeave(key('Rose'))],
    ['a menu is asked for', () => fireEvent.contextMenu(key('Rose'))],
    ['a dialog opens', () => openLayer('dialog')],
    ['a menu opens', () => openLayer('menu')],
    ['a list opens', () => openLayer('listbox')],
    ['a word is begun in an input method', () => fireEvent.compositionStart(document.body)],
    ['the deck is edited', startEditing],
    ['another page of the deck is opened', () => takePages('Demo room', [{ id: 'other', name: '', keys: [castle] }])],
    ['STOP is pressed', () => void stop()],
    ['the line is lost', () => setConnection('lost')],
    ['its connection is paused', () => applyStatus(status({ connections: [connection({ state: 'paused' })] }))],
  ])('ends when %s', async (_, happen) => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(650)
    expect(fired(calls)).toBe(2)
    act(() => {
      happen()
    })
    await pass(2_000)
    expect(fired(calls)).toBe(2)
    document.querySelectorAll('[data-layer]').forEach((layer) => layer.remove())
    setConnection('open')
    applyStatus(status())
    await pass(2_000)
    expect(fired(calls)).toBe(2)
  })

  it('ends after half a minute, in case it was forgotten', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(60_000)
    expect(fired(calls)).toBeLessThanOrEqual(150)
    const sofar = fired(calls)
    await pass(60_000)
    expect(fired(calls)).toBe(sofar)
  })

  it('continues even if another key had the focus before', async () => {
    const calls = await openDeck([rose, castle])
    act(() => key('Castle').focus())
    down('Rose')
    act(() => key('Rose').focus())
    await pass(850)
    expect(fired(calls)).toBe(3)
  })

  it.each([
    ['OVER_CAP', { cap: 'perSession', most: 100, retryAfterMs: null }],
    ['QUEUE_FULL', { retryAfterMs: 1_000 }],
    ['LOCKED', undefined],
  ])('ends with the first %s and shows why', async (code, data) => {
    let left = 2
    const calls = await openDeck([rose], {}, () => (left-- > 0 ? accepted() : refusal(code, data)()))
    down('Rose')
    await pass(5_000)
    expect(fired(calls)).toBe(3)
    expect(screen.getByRole('alert').textContent).toMatch(/Not sent/)
  })

  it('waits for the answer to one press before the next', async () => {
    let answer: (() => void) | undefined
    const calls = await openDeck([rose], {}, () => new Promise((done) => (answer = () => done(accepted()))))
    down('Rose')
    await pass(3_000)
    expect(fired(calls)).toBe(1)
    answer?.()
    await pass(0)
    expect(fired(calls)).toBe(2)
  })
})

describe('a key of the keyboard', () => {
  const enter = (of: KeyboardEventInit & { at?: number } = {}) =>
    pressed(key('Rose'), 'keydown', { key: 'Enter', code: 'Enter', ...of })
  /** Dispatches the repeats of a held key: after half a second, a keyboard repeats thirty times a second. */
  const repeatUntil = async (
    untilMs: number,
    target: Element = key('Rose'),
    of: KeyboardEventInit = { key: 'Enter', code: 'Enter' },
    fromMs = 500,
  ) => {
    for (let at = fromMs; at <= untilMs; at += 33) {
      pressed(target, 'keydown', { ...of, repeat: true, at: at + 1_000 })
      await pass(0)
    }
  }

  it('fires at once, and then with its own repeats, at most five a second', async () => {
    const calls = await openDeck([rose])
    enter({ at: 1_000 })
    expect(fired(calls)).toBe(1)
    await repeatUntil(1_500)
    expect(fired(calls)).toBe(6)
    expect(key('Rose').textContent).toContain('×6')
    pressed(key('Rose'), 'keyup', { key: 'Enter', code: 'Enter' })
    await pass(2_000)
    expect(fired(calls)).toBe(6)
    expect(screen.getByText('6 presses')).toBeTruthy()
  })

  it('fires only in key events: without repeats it never fires again', async () => {
    const calls = await openDeck([rose])
    enter()
    await pass(20_000)
    expect(fired(calls)).toBe(1)
  })

  it('measures time by its events, so that a page which hung fires no burst', async () => {
    const calls = await openDeck([rose])
    enter({ at: 1_000 })
    await pass(0)
    for (const at of [1_500, 1_533, 1_566, 1_599, 1_632, 1_665]) enter({ repeat: true, at })
    await pass(0)
    expect(fired(calls)).toBe(2)
  })

  it('waits for the answer to one press before it repeats, while a new press does not wait', async () => {
    const answers: (() => void)[] = []
    const calls = await openDeck([rose], {}, () => new Promise((done) => answers.push(() => done(accepted()))))
    enter({ at: 1_000 })
    await repeatUntil(3_000)
    expect(fired(calls)).toBe(1)
    enter({ at: 5_000 })
    expect(fired(calls)).toBe(2)
    answers.forEach((answer) => answer())
    await pass(0)
    await repeatUntil(4_600, key('Rose'), undefined, 4_500)
    expect(fired(calls)).toBe(3)
  })

  const digit = { key: '1', code: 'Digit1' }
  it.each<[string, () => unknown]>([
    ['it is released', () => pressed(document.body, 'keyup', digit)],
    ['Command goes down', () => pressed(document.body, 'keydown', { key: 'Meta', code: 'MetaLeft', metaKey: true })],
    [
      'Command goes up, and the release of the key is lost',
      () => pressed(document.body, 'keyup', { key: 'Meta', code: 'MetaLeft' }),
    ],
    [
      'Ctrl goes down',
      () => pressed(document.body, 'keydown', { key: 'Control', code: 'ControlRight', ctrlKey: true }),
    ],
    ['AltGr goes up', () => pressed(document.body, 'keyup', { key: 'AltGraph', code: 'AltRight' })],
    ['the window is left', () => window.dispatchEvent(new Event('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
    ['a dialog opens', () => openLayer('dialog')],
    ['a menu opens', () => openLayer('menu')],
    ['a text field takes the focus', () => screen.getByLabelText('Text').focus()],
    ['another key takes the focus', () => key('Castle').focus()],
    [
      'the deck is edited',
      () => {
        startEditing()
        resetEditing()
      },
    ],
    ['STOP is pressed', () => void stop()],
    [
      'STOP is pressed on the keyboard',
      () => pressed(document.body, 'keydown', { key: 'Control', code: 'ControlLeft', ctrlKey: true }),
    ],
  ])('ends when %s, and its repeats fire nothing until it is pressed again', async (_, happen) => {
    const calls = await openDeck([rose, castle])
    const field = document.body.appendChild(document.createElement('input'))
    field.setAttribute('aria-label', 'Text')
    pressed(document.body, 'keydown', { ...digit, at: 1_000 })
    await repeatUntil(799, document.body, digit)
    expect(fired(calls)).toBe(3)
    act(() => {
      happen()
    })
    await pass(0)
    document.querySelectorAll('[data-layer]').forEach((layer) => layer.remove())
    await repeatUntil(3_000, document.body, digit, 800)
    await pass(20_000)
    expect(fired(calls)).toBe(3)
    pressed(document.body, 'keydown', { ...digit, at: 9_000 })
    expect(fired(calls)).toBe(4)
    field.remove()
  })

  it('ends after half a minute', async () => {
    const calls = await openDeck([rose])
    enter({ at: 1_000 })
    await repeatUntil(60_000)
    expect(fired(calls)).toBeLessThanOrEqual(150)
    expect(fired(calls)).toBeGreaterThan(100)
  })

  it('never fires for a press that began elsewhere', async () => {
    const calls = await openDeck([rose])
    enter({ repeat: true, at: 1_000 })
    await repeatUntil(3_000)
    await repeatUntil(3_000, document.body, digit)
    expect(fired(calls)).toBe(0)
  })

  it.each([
    ['Ctrl', { ctrlKey: true }],
    ['Command', { metaKey: true }],
    ['Alt', { altKey: true }],
  ])('fires nothing with %s, and causes no click', async (_, modifier) => {
    const calls = await openDeck([rose])
    for (const of of [
      { key: 'Enter', code: 'Enter' },
      { key: ' ', code: 'Space' },
    ]) {
      expect(pressed(key('Rose'), 'keydown', { ...of, ...modifier })).toBe(false)
      expect(pressed(key('Rose'), 'keyup', { ...of, ...modifier })).toBe(false)
    }
    pressed(document.body, 'keydown', { ...digit, ...modifier })
    await pass(1_000)
    expect(fired(calls)).toBe(0)
  })

  it.each('End ArrowDown PageDown ArrowLeft Clear ArrowRight Home ArrowUp PageUp'.split(' '))(
    'on the number pad fires nothing as %s, its function without NumLock',
    async (name) => {
      const calls = await openDeck(Array.from({ length: 9 }, (_, at) => ({ ...rose, id: `key-${at}` })))
      for (const at of [1, 2, 3, 4, 5, 6, 7, 8, 9])
        pressed(document.body, 'keydown', { key: name, code: `Numpad${at}` })
      expect(fired(calls)).toBe(0)
      pressed(document.body, 'keydown', { key: '3', code: 'Numpad3' })
      expect(fired(calls)).toBe(1)
    },
  )
})

describe('a live room', () => {
  it('is unlocked by a hold, which fires nothing', async () => {
    const calls = await openDeck([rose], { environment: 'live' })
    down('Rose')
    await pass(3_000)
    expect(calls.filter(({ name }) => name === 'safety.arm')).toHaveLength(1)
    expect(fired(calls)).toBe(0)
  })

  it('unlocked for one press accepts one press of a hold', async () => {
    const calls = await openDeck([rose], { environment: 'live', armed: true, armedUntil: inTenSeconds() })
    down('Rose')
    await pass(3_000)
    expect(fired(calls)).toBe(1)
  })

  it('that stays unlocked accepts the whole hold until it locks', async () => {
    const calls = await openDeck([rose], { environment: 'live', armed: true, armedUntil: inTenSeconds(), hold: true })
    down('Rose')
    await pass(700)
    expect(fired(calls)).toBe(2)
    act(() => applySafety({ armed: false, armedUntil: null, hold: false, stopped: false }))
    await pass(3_000)
    expect(fired(calls)).toBe(2)
    expect(calls.some(({ name }) => name === 'safety.arm')).toBe(false)
  })
})

describe('a double key', () => {
  const together = (calls: Call[]) => calls.filter(({ name }) => name === 'deck.press').map(({ input }) => input)

  it('fires both vendors with one press, with its own number or the chosen one', async () => {
    const calls = await openDeck([both], bothConnected)
    fireEvent.click(screen.getByRole('button', { name: 'Both, times 66, fires both vendors at once' }))
    await pass(0)
    expect(together(calls)).toEqual([{ id: 'both', room: 'Demo room' }])
    fireEvent.click(screen.getByRole('radio', { name: '×10' }))
    fireEvent.click(key('Both'))
    await pass(0)
    expect(together(calls)[1]).toEqual({ id: 'both', room: 'Demo room', count: 10 })
  })

  it('fires neither while one vendor is blocked, and names that vendor', async () => {
    const calls = await openDeck([both])
    fireEvent.click(
      screen.getByRole('button', { name: 'Both, times 66, fires both vendors at once, ZEGO: not set up' }),
    )
    await pass(0)
    expect(together(calls)).toEqual([])
    expect(screen.getByRole('alert').textContent).toMatch(/both vendors at once or not at all.*ZEGO is in the way/)
  })
})

describe('hotkeys', () => {
  const pages = () => [
    { id: 'one', name: 'One', keys: [rose, { ...castle, hotkey: 'F13' }] },
    { id: 'two', name: 'Two', keys: [both] },
  ]
  const type = (init: KeyboardEventInit) => {
    fireEvent.keyDown(document.body, init)
    fireEvent.keyUp(document.body, init)
  }
  const openPages = async () => {
    const calls = await openDeck([rose], bothConnected)
    act(() => {
      takePages('Demo room', pages())
    })
    return calls
  }
  const input = (calls: Call[]) => calls.filter(({ name }) => name === 'deck.press').map((call) => call.input)

  it('fire a key by its position, unless it has a hotkey of its own', async () => {
    const calls = await openPages()
    type({ key: '1', code: 'Digit1' })
    await pass(0)
    expect(input(calls)).toEqual([{ id: 'rose', room: 'Demo room' }])
    type({ key: '2', code: 'Digit2' })
    await pass(0)
    expect(fired(calls)).toBe(1)
    type({ key: 'F13', code: 'F13' })
    await pass(0)
    expect(input(calls)[1]).toEqual({ id: 'castle', room: 'Demo room' })
  })

  it('reach a key of another page, and show that page', async () => {
    const calls = await openPages()
    type({ key: 'B', code: 'KeyB', shiftKey: true })
    await pass(0)
    expect(input(calls)).toEqual([{ id: 'both', room: 'Demo room' }])
    expect(screen.getByRole('tab', { name: 'Two' }).getAttribute('aria-selected')).toBe('true')
  })

  it('fire nothing while the deck is edited, or from a text field', async () => {
    const calls = await openPages()
    const field = document.body.appendChild(document.createElement('input'))
    fireEvent.keyDown(field, { key: '1', code: 'Digit1' })
    field.remove()
    act(startEditing)
    type({ key: '1', code: 'Digit1' })
    type({ key: 'F13', code: 'F13' })
    await pass(1_000)
    expect(fired(calls)).toBe(0)
  })
})
