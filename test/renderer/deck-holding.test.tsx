import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection } from '../../renderer/app/connection.ts'
import { DeckPanel } from '../../renderer/features/deck/DeckPanel.tsx'
import { resetEditing, startEditing } from '../../renderer/features/deck/edit/editing.ts'
import { endHold } from '../../renderer/features/deck/hold.ts'
import { resetDeck, takePages } from '../../renderer/features/deck/store.ts'
import { resetStop, stop } from '../../renderer/features/status/stop.ts'
import { applySafety, applyStatus } from '../../renderer/features/status/store.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import type { Status } from '../../shared/contract/status.ts'
import { type Call, answerCalls, refusal } from './support/answer-calls.ts'
import { deckOf, rose } from './support/gift-key.ts'
import { show } from './support/page.tsx'
import { connection, status, tencentRoom } from './support/samples.ts'

const accepted = () => ({ id: 'send', seq: 1, state: 'queued' })
const inTenSeconds = () => new Date(Date.now() + 10_000).toISOString()
const fired = (calls: Call[]) => calls.filter(({ name }) => name === 'gifts.fire').length

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
    'gifts.fire': fire,
    'gifts.fireTogether': () => ({ sends: [accepted(), accepted()] }),
    'safety.arm': () => ({ armed: true, armedUntil: inTenSeconds(), hold: false, stopped: false }),
    'safety.stop': () => ({ cancelled: 0, alreadySent: 0, unknown: 0 }),
  })
  takePages('Demo room', deckOf(...keys).pages)
  applyStatus(status(of))
  show(<DeckPanel />)
  await act(() => vi.advanceTimersByTimeAsync(0))
  return calls
}

const key = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const down = (name: string) => fireEvent.pointerDown(key(name), { button: 0, isPrimary: true })
const up = (name: string) => {
  fireEvent.pointerUp(key(name))
  fireEvent.click(key(name), { detail: 1 })
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: false })
  resetDeck()
  resetEditing()
  setConnection('open')
})
afterEach(() => {
  endHold()
  resetStop()
  vi.useRealTimers()
})

describe('a held key', () => {
  it('is one send while it is pressed shortly', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(300)
    up('Rose')
    await pass(2_000)
    expect(fired(calls)).toBe(1)
  })

  it('repeats at a steady rate, counts on the key, and ends with the release', async () => {
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

  it('fires nothing when the finger slides off before it is a hold', async () => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(200)
    fireEvent.pointerLeave(key('Rose'))
    await pass(2_000)
    expect(fired(calls)).toBe(0)
  })

  it('repeats from the keyboard too: the first press at once, whatever the keyboard repeats by itself', async () => {
    const calls = await openDeck([rose])
    fireEvent.keyDown(key('Rose'), { key: 'Enter' })
    fireEvent.keyDown(key('Rose'), { key: 'Enter', repeat: true })
    await pass(0)
    expect(fired(calls)).toBe(1)
    await pass(600)
    expect(fired(calls)).toBe(3)
    fireEvent.keyUp(key('Rose'), { key: 'Enter' })
    await pass(2_000)
    expect(fired(calls)).toBe(3)
  })

  it.each([
    ['the window is left', () => window.dispatchEvent(new Event('blur'))],
    ['STOP is pressed', () => void stop()],
    ['the line is lost', () => setConnection('lost')],
    ['its connection is paused', () => applyStatus(status({ connections: [connection({ state: 'paused' })] }))],
  ])('ends when %s', async (_, happen) => {
    const calls = await openDeck([rose])
    down('Rose')
    await pass(650)
    expect(fired(calls)).toBe(2)
    act(happen)
    await pass(2_000)
    expect(fired(calls)).toBe(2)
    setConnection('open')
    applyStatus(status())
    await pass(2_000)
    expect(fired(calls)).toBe(2)
  })

  it.each([
    ['OVER_CAP', { cap: 'perSession', most: 100, retryAfterMs: null }],
    ['QUEUE_FULL', { retryAfterMs: 1_000 }],
    ['LOCKED', undefined],
  ])('ends with the first %s and says why', async (code, data) => {
    let left = 2
    const calls = await openDeck([rose], {}, () => (left-- > 0 ? accepted() : refusal(code, data)()))
    down('Rose')
    await pass(5_000)
    expect(fired(calls)).toBe(3)
    expect(screen.getByRole('alert').textContent).toMatch(/Not sent/)
  })

  it('waits for the answer to one press before it makes the next', async () => {
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

describe('a live room', () => {
  it('is armed by a hold and not fired by it', async () => {
    const calls = await openDeck([rose], { environment: 'live' })
    down('Rose')
    await pass(3_000)
    expect(calls.filter(({ name }) => name === 'safety.arm')).toHaveLength(1)
    expect(fired(calls)).toBe(0)
  })

  it('armed for one press, takes one of a hold', async () => {
    const calls = await openDeck([rose], { environment: 'live', armed: true, armedUntil: inTenSeconds() })
    down('Rose')
    await pass(3_000)
    expect(fired(calls)).toBe(1)
  })

  it('staying armed, takes all of it until the lock closes', async () => {
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
  const together = (calls: Call[]) =>
    calls.filter(({ name }) => name === 'gifts.fireTogether').map(({ input }) => input)

  it('fires both vendors with one press, as many as it says itself', async () => {
    const calls = await openDeck([both], bothConnected)
    fireEvent.click(screen.getByRole('button', { name: 'Both, times 66, fires both vendors at once' }))
    await pass(0)
    expect(together(calls)).toEqual([
      {
        gifts: [
          { vendor: 'tencent', giftId: 'rose', count: 66 },
          { vendor: 'zego', giftId: 'rose', count: 66, value: 10 },
        ],
      },
    ])
    fireEvent.click(screen.getByRole('radio', { name: '×10' }))
    fireEvent.click(key('Both'))
    await pass(0)
    expect(together(calls)[1]).toMatchObject({ gifts: [{ count: 10 }, { count: 10 }] })
  })

  it('fires neither while one vendor is missing, and names it', async () => {
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
  const input = (calls: Call[]) => calls.filter(({ name }) => name === 'gifts.fire').map((call) => call.input)

  it('fire a key by its place, unless it has one of its own', async () => {
    const calls = await openPages()
    type({ key: '1', code: 'Digit1' })
    await pass(0)
    expect(input(calls)).toEqual([{ vendor: 'tencent', giftId: 'rose', count: 1 }])
    type({ key: '2', code: 'Digit2' })
    await pass(0)
    expect(fired(calls)).toBe(1)
    type({ key: 'F13', code: 'F13' })
    await pass(0)
    expect(input(calls)[1]).toEqual({ vendor: 'tencent', giftId: 'castle', count: 1 })
  })

  it('reach a key of another page, and turn to it', async () => {
    const calls = await openPages()
    type({ key: 'B', code: 'KeyB', shiftKey: true })
    await pass(0)
    expect(calls.some(({ name }) => name === 'gifts.fireTogether')).toBe(true)
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
