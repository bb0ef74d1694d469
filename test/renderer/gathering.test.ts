import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { gatherEvents } from '../../renderer/shell/follow-events.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import { giftReceipt } from './support/gift-key.ts'
import { status } from './support/samples.ts'

const send = (seq: number): GiftdeckEvent => ({ kind: 'send', seq, send: giftReceipt({ id: `send-${seq}`, seq }) })
const lanes = (seq: number): GiftdeckEvent => ({ kind: 'lanes', seq, status: status() })
const stopped: GiftdeckEvent = {
  kind: 'safety',
  seq: 9,
  safety: { armed: false, armedUntil: null, hold: false, stopped: true },
}

/** Makes a page that records the events it shows. Each rendering takes `costMs`. */
function makePage(costMs = 0) {
  const shown: string[][] = []
  const take = gatherEvents((events) => {
    shown.push(events.map(({ kind, seq }) => `${kind} ${seq}`))
    vi.advanceTimersByTime(costMs)
  })
  return { shown, take }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('incoming events', () => {
  it('are applied together after two frames, in order', () => {
    const { shown, take } = makePage()
    take(send(1))
    take(send(2))
    expect(shown).toEqual([])
    vi.advanceTimersByTime(32)
    expect(shown).toEqual([['send 1', 'send 2']])
  })

  it('are never dropped in a storm, however slowly the page renders', () => {
    const { shown, take } = makePage(50)
    for (let seq = 1; seq <= 500; seq++) {
      take(send(seq))
      vi.advanceTimersByTime(2)
    }
    vi.advanceTimersByTime(1_000)
    expect(shown.flat()).toEqual(Array.from({ length: 500 }, (_, place) => `send ${place + 1}`))
  })

  it('leave the page at least 70 % of its time, so that it can handle presses', () => {
    const { shown, take } = makePage(50)
    for (let elapsed = 0; elapsed < 2_000; elapsed += 10) {
      take(send(elapsed))
      vi.advanceTimersByTime(10)
    }
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.length * 50).toBeLessThan((2_000 + shown.length * 50) * 0.3)
  })

  it('are applied at once when a STOP is among them', () => {
    const { shown, take } = makePage()
    take(send(1))
    take(stopped)
    expect(shown).toEqual([['send 1', 'safety 9']])
    vi.advanceTimersByTime(1_000)
    expect(shown).toHaveLength(1)
  })

  it('are applied without all but the newest state of the lanes', () => {
    const { shown, take } = makePage()
    take(lanes(1))
    take(send(2))
    take(lanes(3))
    vi.advanceTimersByTime(32)
    expect(shown).toEqual([['send 2', 'lanes 3']])
  })
})
