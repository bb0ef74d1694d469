import { describe, expect, it } from 'vitest'
import { createHints, type Hint } from '../../../electron/core/counts/hints.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

/** Makes the hints, and functions with which a gift leaves or ends or a total is read; each takes 10 ms. */
function makeHints() {
  const clock = makeFakeClock()
  const given: [string, Hint | undefined][] = []
  const hints = createHints({ clock, policy: policy.reconciling, onHint: (id, hint) => given.push([id, hint]) })
  const gift = (id: string, count = 1) => ({ id, gift: { giftId: 'rose', count, from: 'fan', to: 'host' } }) as Send
  const step = async (run: () => void) => {
    run()
    await clock.advance(10)
  }
  return {
    clock,
    given,
    leaves: (id: string, count?: number) => step(() => hints.leaving(gift(id, count))),
    ends: (id: string, how: 'known' | 'unknown', count?: number) =>
      step(() => hints.ended(gift(id, count), how === 'unknown')),
    reads: (totalCount: number | null) => {
      const from = clock.monotonic()
      return step(() =>
        hints.read(
          { totalCount, totalCoins: null, senderCount: null, sequence: null },
          { from, to: clock.monotonic() },
        ),
      )
    },
  }
}

describe('a gift whose answer was lost', () => {
  it('probably arrived if the count rose by exactly its pieces', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a', 3)
    await ends('a', 'unknown', 3)
    await reads(103)
    expect(given).toEqual([['a', 'likely-delivered']])
  })

  it('probably did not arrive if the count did not change', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'unknown')
    await reads(100)
    expect(given).toEqual([['a', 'likely-not']])
  })

  it('gets no hint when the count rose by another amount, and loses the one it had', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'unknown')
    await reads(100)
    await reads(101)
    await reads(150)
    expect(given.map(([, hint]) => hint)).toEqual(['likely-not', 'likely-delivered', undefined])
  })

  it('gets no hint without a reading before its first byte', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await leaves('a')
    await ends('a', 'unknown')
    await reads(101)
    expect(given).toEqual([])
  })

  it('gets no hint when the last reading is older than the end of the previous gift', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'known')
    await leaves('b')
    await ends('b', 'unknown')
    await reads(102)
    expect(given).toEqual([])
  })

  it('gets no hint when another gift of ours was on the wire at the same time', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await leaves('b')
    await ends('a', 'unknown')
    await ends('b', 'known')
    await reads(101)
    expect(given).toEqual([])
  })

  it('gets no hint from a reading that another gift of ours has affected', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'unknown')
    await leaves('b')
    await ends('b', 'known')
    await reads(101)
    expect(given).toEqual([])
  })

  it('gets no hint from a reading that began before the gift timed out', async () => {
    const { clock, given } = makeHints()
    const hints = createHints({ clock, policy: policy.reconciling, onHint: (id, hint) => given.push([id, hint]) })
    const totals = (totalCount: number) => ({ totalCount, totalCoins: null, senderCount: null, sequence: null })
    const gift = { id: 'a', gift: { giftId: 'rose', count: 1, from: 'fan', to: 'host' } } as Send
    hints.read(totals(100), { from: 0, to: 1 })
    hints.leaving(gift)
    await clock.advance(10)
    const from = clock.monotonic()
    await clock.advance(10)
    hints.ended(gift, true)
    hints.read(totals(100), { from, to: clock.monotonic() })
    expect(given).toEqual([])
  })

  it('keeps the next gift without a hint while it may still arrive late', async () => {
    const { clock, reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'unknown')
    await reads(100)
    await leaves('b')
    await ends('b', 'unknown')
    await reads(101)
    expect(given).toEqual([['a', 'likely-not']])
    await clock.advance(61_000)
    await reads(101)
    await leaves('c')
    await ends('c', 'unknown')
    await reads(102)
    expect(given.at(-1)).toEqual(['c', 'likely-delivered'])
  })

  it('gets no hint from a reading without a total', async () => {
    const { reads, leaves, ends, given } = makeHints()
    await reads(100)
    await leaves('a')
    await ends('a', 'unknown')
    await reads(null)
    expect(given).toEqual([])
  })
})
