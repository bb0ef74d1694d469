import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { useDeck } from '../../renderer/features/deck/store.ts'
import { DeckPanel } from '../../renderer/features/deck/DeckPanel.tsx'
import { takePages } from '../../renderer/features/deck/store.ts'
import { applyReceipts } from '../../renderer/features/sends/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import type { Status } from '../../shared/contract/status.ts'
import { type Call, answerCalls, refusal } from './support/answer-calls.ts'
import { deckOf, giftReceipt, rose, soldier } from './support/gift-key.ts'
import { pass, show } from './support/page.tsx'
import { connection, status, tencentRoom } from './support/samples.ts'

const accepted = () => ({ sends: [{ id: 'send-1', seq: 1, state: 'queued' }] })
const inTenSeconds = () => new Date(Date.now() + 10_000).toISOString()

const named = (calls: Call[], name: string) => calls.filter((call) => call.name === name).map((call) => call.input)

async function openDeck(of: Partial<Status> = {}, fire: () => unknown = accepted) {
  const calls = answerCalls({
    'deck.get': () => deckOf(rose, soldier),
    'room.get': () => tencentRoom,
    'deck.press': fire,
    'safety.arm': () => ({ armed: true, armedUntil: inTenSeconds(), hold: false, stopped: false }),
  })
  applyStatus(status(of))
  const { host } = show(<DeckPanel />)
  const key = await screen.findByRole('button', { name: /^Rose/ })
  return { calls, host, key }
}

beforeEach(() => {
  setConnection('open')
})

describe('pressing a key', () => {
  it('fires its gift once', async () => {
    const { calls, host, key } = await openDeck()
    await host.click(key)
    expect(named(calls, 'deck.press')).toEqual([{ id: 'rose', room: 'Demo room' }])
  })

  it('sends the chosen multiplier as the count', async () => {
    const { calls, host } = await openDeck({ connections: [connection(), connection({ vendor: 'zego' })] })
    await host.click(screen.getByRole('radio', { name: '×66' }))
    await host.click(screen.getByRole('button', { name: /^Soldier/ }))
    expect(named(calls, 'deck.press')).toEqual([{ id: 'soldier', room: 'Demo room', count: 66 }])
  })

  it('keeps the multiplier that was chosen before the server had answered', async () => {
    let answer = (_deck: unknown) => {}
    const calls = answerCalls({
      'deck.get': () => new Promise((resolve) => (answer = resolve)),
      'deck.press': accepted,
    })
    applyStatus(status())
    const { host } = show(<DeckPanel />)
    await host.click(screen.getByRole('radio', { name: '×66' }))
    await waitFor(() => expect(named(calls, 'deck.get')).toHaveLength(1))
    answer(deckOf(rose))
    await host.click(await screen.findByRole('button', { name: /^Rose/ }))
    expect(named(calls, 'deck.press')).toEqual([{ id: 'rose', room: 'Demo room', count: 66 }])
  })

  it('right after a change of room counts for the new room, whose deck is loaded first', async () => {
    const { calls, host, key } = await openDeck({ room: 'New room' })
    act(() => {
      useDeck.setState({ room: 'Old room' })
    })
    await host.click(key)
    await waitFor(() => expect(named(calls, 'deck.press')).toEqual([{ id: 'rose', room: 'Demo room' }]))
    expect(named(calls, 'deck.get')).toHaveLength(2)
  })

  it('does not fire again on the keyboard’s own repeats', async () => {
    const { calls, host, key } = await openDeck()
    act(() => key.focus())
    await host.keyboard('{Enter>5/}')
    expect(named(calls, 'deck.press')).toHaveLength(1)
  })

  it('with an arrow on it moves the focus through the grid, which keeps one tab stop', async () => {
    const { host, key } = await openDeck()
    act(() => key.focus())
    await host.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Soldier/ }))
    const stops = within(screen.getByRole('grid'))
      .getAllByRole('button')
      .filter(({ tabIndex }) => tabIndex === 0)
    expect(stops).toHaveLength(1)
  })
})

describe('a locked live room', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
  afterEach(() => vi.useRealTimers())

  it('is unlocked by the first press, and the next press fires', async () => {
    const { calls, host, key } = await openDeck({ environment: 'live' })
    await host.click(key)
    expect(named(calls, 'safety.arm')).toEqual([{}])
    expect(named(calls, 'deck.press')).toEqual([])
    expect(screen.getByText('Armed: the next press fires')).toBeTruthy()
    expect(screen.getByRole('timer').textContent).toBe('10 sec')

    await pass(1_000)
    await host.click(key)
    expect(named(calls, 'deck.press')).toHaveLength(1)
  })

  it('treats a double click as one press', async () => {
    const { calls, host, key } = await openDeck({ environment: 'live' })
    await host.dblClick(key)
    expect(named(calls, 'safety.arm')).toHaveLength(1)
    expect(named(calls, 'deck.press')).toEqual([])
  })
})

describe('the price of a press', () => {
  it('is shown on the key for as many as it fires', async () => {
    const { host } = await openDeck()
    await host.click(screen.getByRole('radio', { name: '×66' }))
    const key = screen.getByRole('button', { name: 'Rose, times 66, 66 coins' })
    expect(key.textContent).toMatch(/×66 · 66 c$/)
  })

  it('names the pieces of a ZEGO gift, so that two keys with the same gift differ', async () => {
    await openDeck({ connections: [connection(), connection({ vendor: 'zego' })] })
    expect(screen.getByRole('button', { name: /^Soldier/ }).textContent).toMatch(/ZEGO · 5 pcs$/)
  })
})

describe("a multiplier over the room's cap on one press", () => {
  it('disables its keys, shows why, and neither unlocks nor fires', async () => {
    const { calls, host } = await openDeck({ environment: 'live', mostPerPress: 10 })
    await host.click(screen.getByRole('radio', { name: '×10' }))
    expect(screen.getByRole('button', { name: /^Rose/ }).getAttribute('aria-disabled')).toBe('false')
    await host.click(screen.getByRole('radio', { name: '×66' }))
    const key = screen.getByRole('button', { name: 'Rose, times 66, 66 coins, 10 at most' })
    expect(key.getAttribute('aria-disabled')).toBe('true')
    await host.click(key)
    expect(screen.getByRole('alert').textContent).toMatch(/^Rose ×66 was not sent: this room allows 10 a press\./)
    expect(named(calls, 'safety.arm')).toEqual([])
    expect(named(calls, 'deck.press')).toEqual([])
  })

  it('counts the pieces of a ZEGO gift', async () => {
    await openDeck({ connections: [connection(), connection({ vendor: 'zego' })], mostPerPress: 4 })
    expect(screen.getByRole('button', { name: 'Soldier, 4 at most' }).getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a press that creates no send', () => {
  it.each([
    ['LOCKED', undefined, /the live room is locked/],
    [
      'OVER_CAP',
      { cap: 'perMinute', most: 100, retryAfterMs: 12_000 },
      /^Rose ×66 · Not sent: this room allows 100 a minute. There is room again in 12 sec/,
    ],
    ['OVER_CAP', { cap: 'perSession', most: 1_000, retryAfterMs: null }, /allows 1,000 a session/],
    ['QUEUE_FULL', { retryAfterMs: 1_500 }, /the queue is full. Try again in 1.5 sec/],
    ['STOPPED', undefined, /Giftdeck is stopped/],
    ['CANNOT_RECORD', undefined, /Check that the disk has space/],
    ['INTERNAL_SERVER_ERROR', { reference: 'ab12' }, /The log has it under ab12/],
  ])('explains %s at the deck', async (code, data, words) => {
    const { host, key } = await openDeck({}, refusal(code, data))
    await host.click(screen.getByRole('radio', { name: '×66' }))
    await host.click(key)
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
  })

  it('says that the outcome is unknown when the connection was lost', async () => {
    const { host, key } = await openDeck({}, () => {
      throw new Error('socket closed')
    })
    await host.click(key)
    expect((await screen.findByRole('alert')).textContent).toMatch(/it is not known whether this arrived/)
  })

  it('never reaches the server while the connection has no secret, and the key shows why', async () => {
    const { calls, host } = await openDeck({ connections: [connection({ state: 'needs-secrets' })] })
    const key = screen.getByRole('button', { name: 'Rose, 1 coin, no secret' })
    expect(key.getAttribute('aria-disabled')).toBe('true')
    await host.click(key)
    expect(named(calls, 'deck.press')).toEqual([])
    expect(screen.getByRole('alert').textContent).toMatch(/needs its secret again/)
  })
})

describe('a gift that is no longer in the vendor’s list', () => {
  it('is marked on its key, and still fires, because the vendor decides', async () => {
    const calls = answerCalls({
      'deck.get': () =>
        deckOf(rose, { ...rose, id: 'hat', label: 'Hat', gifts: [{ vendor: 'tencent', giftId: 'hat' }] }),
      'room.get': () => tencentRoom,
      'gifts.list': () => ({
        vendor: 'tencent',
        source: 'vendor',
        gifts: [{ giftId: 'rose', name: 'Rose', coins: 1, iconUrl: null }],
      }),
      'deck.press': accepted,
    })
    applyStatus(status())
    const { host } = show(<DeckPanel />)
    const hat = await screen.findByRole('button', { name: 'Hat, not in the list' })
    expect(hat.getAttribute('aria-disabled')).toBe('false')
    expect(screen.getByRole('button', { name: 'Rose, 1 coin' })).toBeTruthy()
    await host.click(hat)
    expect(named(calls, 'deck.press')).toEqual([{ id: 'hat', room: 'Demo room' }])
  })
})

describe("a key's status", () => {
  const now = () => new Date(Date.now() + 1_000).toISOString()

  it('is running while a gift of it is on its way', async () => {
    await openDeck()
    act(() => applyReceipts([giftReceipt({ state: 'waiting' })]))
    expect(screen.getByRole('button', { name: 'Rose, 1 coin, one on its way' })).toBeTruthy()
  })

  it('shows a failure until the host has seen it', async () => {
    const { host } = await openDeck()
    act(() => applyReceipts([giftReceipt({ state: 'refused', updatedAt: now() })]))
    expect(screen.getByRole('button', { name: 'Rose, 1 coin, one went wrong' })).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toMatch(/Rose ×10 refused/)
    await host.click(screen.getByRole('button', { name: 'Seen' }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Rose, 1 coin' })).toBeTruthy())
  })

  it('shows an unknown outcome as unknown, and counts other failed keys', async () => {
    await openDeck()
    const gift = { giftId: 'soldier', count: 1, value: 5, from: 'viewer_1' }
    act(() =>
      applyReceipts([
        giftReceipt({ id: 'a', seq: 1, vendor: 'zego', state: 'refused', gift, updatedAt: now() }),
        giftReceipt({ id: 'b', seq: 2, state: 'unknown', updatedAt: now() }),
        giftReceipt({ id: 'c', seq: 3, state: 'unknown', updatedAt: now() }),
      ]),
    )
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toMatch(/^Rose ×10 unknown, and 1 more; 1 other key has trouble too\./)
    expect(alert.querySelector('.lucide-circle-question-mark')).not.toBeNull()
  })

  it('leaves out a send that ended before the page was opened', async () => {
    await openDeck()
    act(() => applyReceipts([giftReceipt({ state: 'refused' })]))
    expect(screen.getByRole('button', { name: 'Rose, 1 coin' })).toBeTruthy()
  })

  it('shows a tick for two seconds, and none for earlier deliveries', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    await openDeck()
    const tick = () => screen.getByRole('button', { name: 'Rose, 1 coin' }).querySelector('.lucide-check')
    const old = new Date(Date.now() - 2_500).toISOString()
    act(() => applyReceipts([giftReceipt({ id: 'a', seq: 1, updatedAt: old })]))
    expect(tick()).toBeNull()
    act(() => applyReceipts([giftReceipt({ id: 'b', seq: 2, updatedAt: now() })]))
    await pass(1_999)
    expect(tick()).not.toBeNull()
    await pass(1)
    expect(tick()).toBeNull()
  })

  it('animates the tick only while it fades, and not while deliveries follow each other', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    await openDeck()
    const tick = () => screen.getByRole('button', { name: 'Rose, 1 coin' }).querySelector('.lucide-check')!
    act(() => applyReceipts([giftReceipt({ id: 'a', seq: 1, updatedAt: now() })]))
    const first = tick()
    for (let seq = 2; seq <= 5; seq++) {
      await pass(1_000)
      act(() => applyReceipts([giftReceipt({ id: `send-${seq}`, seq, updatedAt: now() })]))
      expect(tick()).toBe(first)
      expect(tick().classList).not.toContain('animate-tick')
    }
    await pass(1_300)
    expect(tick().classList).toContain('animate-tick')
  })

  it('turns its icon only for a send that takes long, and not while sends follow each other', async () => {
    await openDeck()
    const icon = () => screen.getByRole('button', { name: /^Rose/ }).querySelector('.animate-run-late')
    const running = (pressed: number, seq: number) =>
      act(() => applyReceipts([giftReceipt({ id: `send-${pressed}`, pressed, seq, state: 'sending' })]))
    running(1, 1)
    const first = icon()
    running(2, 2)
    expect(icon()).toBe(first)
    // The icon turns with a delay, which starts again with a new element.
    act(() => applyReceipts([giftReceipt({ id: 'send-1', pressed: 1, seq: 3 })]))
    expect(icon()).not.toBeNull()
    expect(icon()).not.toBe(first)
  })

  it('leaves out sends to another room', async () => {
    await openDeck()
    const elsewhere = { roomName: 'Friday night show', updatedAt: now() }
    act(() =>
      applyReceipts([
        giftReceipt({ ...elsewhere, id: 'a', seq: 1, state: 'waiting' }),
        giftReceipt({ ...elsewhere, id: 'b', seq: 2, state: 'refused' }),
        giftReceipt({ ...elsewhere, id: 'c', seq: 3, state: 'delivered' }),
      ]),
    )
    const key = screen.getByRole('button', { name: 'Rose, 1 coin' })
    expect(key.querySelector('svg')).toBeNull()
  })

  it('of a double key combines both of its gifts', async () => {
    const both: DeckKey = { ...rose, id: 'both', label: 'Both', gifts: [...rose.gifts, ...soldier.gifts] }
    const { host } = await openDeck({ connections: [connection(), connection({ vendor: 'zego' })] })
    act(() => {
      takePages('Demo room', deckOf(both).pages)
      applyReceipts([
        giftReceipt({ id: 'a', seq: 1, state: 'waiting' }),
        giftReceipt({
          id: 'b',
          seq: 2,
          vendor: 'zego',
          state: 'refused',
          updatedAt: now(),
          gift: { giftId: 'soldier', count: 1, value: 5, from: 'viewer_1' },
        }),
      ])
    })
    expect(
      screen.getByRole('button', { name: 'Both, fires both vendors at once, one on its way, one went wrong' }),
    ).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Seen' }))
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Both, fires both vendors at once, one on its way' })).toBeTruthy(),
    )
  })
})
