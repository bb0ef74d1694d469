import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { gatherEvents } from '../../renderer/shell/follow-events.ts'
import { expectReceipt, resetExpectedReceipts } from '../../renderer/platform/expected-receipts.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import type { SendState } from '../../shared/contract/send.ts'
import { giftReceipt } from './support/gift-key.ts'
import { status } from './support/samples.ts'

const send = (seq: number, state: SendState = 'queued'): GiftdeckEvent => ({
  kind: 'send',
  seq,
  send: giftReceipt({ id: `send-${seq}`, seq, state }),
})
const lanes = (seq: number): GiftdeckEvent => ({ kind: 'lanes', seq, status: status() })
const stopped: GiftdeckEvent = {
  kind: 'safety',
  seq: 9,
  safety: { armed: false, armedUntil: null, hold: false, stopped: true },
}

/** Makes a page that records the events it shows. Each rendering takes `costMs`. */
function makePage(costMs = 0) {
  const shown: string[][] = []
  const connection = new AbortController()
  const take = gatherEvents((events) => {
    shown.push(events.map(({ kind, seq }) => `${kind} ${seq}`))
    vi.advanceTimersByTime(costMs)
  }, connection.signal)
  return { shown, take, lose: () => connection.abort() }
}

/** Makes a page that has just shown a first event, and whose events keep arriving. */
function makeBusyPage() {
  const page = makePage()
  page.take(send(1))
  vi.advanceTimersByTime(32)
  return page
}

function setHidden(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  resetExpectedReceipts()
})

describe('incoming events', () => {
  it('are applied together after two frames, in order', () => {
    const { shown, take } = makePage()
    take(send(1))
    take(send(2))
    expect(shown).toEqual([])
    vi.advanceTimersByTime(32)
    expect(shown).toEqual([['send 1', 'send 2']])
  })

  it('are shown four times a second while they keep arriving', () => {
    const { shown, take } = makePage()
    for (let seq = 1; seq <= 200; seq++) {
      take(send(seq))
      vi.advanceTimersByTime(10)
    }
    expect(shown.flat().length).toBeGreaterThan(150)
    expect(shown).toHaveLength(8)
  })

  it('are shown after two frames while the host waits for a receipt', () => {
    const { shown, take } = makeBusyPage()
    take(send(2))
    vi.advanceTimersByTime(10)
    expectReceipt()
    take(send(3))
    vi.advanceTimersByTime(32)
    expect(shown).toEqual([['send 1'], ['send 2', 'send 3']])
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

describe('events for a hidden page', () => {
  it('are applied as soon as it is visible, in order', () => {
    const { shown, take } = makePage()
    setHidden(true)
    take(send(1))
    take(lanes(2))
    take(send(3))
    vi.advanceTimersByTime(1_000)
    expect(shown).toEqual([])
    setHidden(false)
    expect(shown).toEqual([['send 1', 'lanes 2', 'send 3']])
  })

  it('are applied when a send has failed, because the title of the page counts it', () => {
    const { shown, take } = makePage()
    setHidden(true)
    take(send(1))
    take(send(2, 'refused'))
    vi.advanceTimersByTime(32)
    expect(shown).toEqual([['send 1', 'send 2']])
  })

  it('are applied every two seconds, for a program that calls a visible page hidden', () => {
    const { shown, take } = makePage()
    setHidden(true)
    for (let seq = 1; seq <= 400; seq++) {
      take(send(seq))
      vi.advanceTimersByTime(10)
    }
    expect(shown).toHaveLength(2)
    expect(shown.flat().length).toBeGreaterThan(390)
  })

  it('are applied when the connection is lost, before the snapshot of the next one', () => {
    const { shown, take, lose } = makePage()
    setHidden(true)
    take(send(1))
    lose()
    expect(shown).toEqual([['send 1']])
    setHidden(false)
    expect(shown).toHaveLength(1)
  })
})
