import { describe, expect, it } from 'vitest'
import { makeLane } from './make-lane.ts'

describe('a busy lane saves CPU time: it', () => {
  it('wakes up at most every 10 ms and then sends everything that is due', async () => {
    const { clock, calls, press } = makeLane({ perSecond: 200, tripMs: 0 })
    for (let i = 0; i < 1_000; i++) press(String(i))
    await clock.advance(4_000)
    expect(calls.length).toBeGreaterThanOrEqual(0.99 * 4 * 200)
    const sentAt = new Set(calls.map(({ at }) => at))
    expect(sentAt.size).toBeLessThanOrEqual(4 * 100)
  })

  it('uses the wake-up of an answer or of a press for calls that are due', async () => {
    const { clock, calls, press } = makeLane({ perSecond: 100, tripMs: 16 })
    const sentLater = () => calls.map(({ at }) => at).filter((at) => at > 0)
    for (let i = 0; i < 15; i++) press(String(i))
    // The next call is due after 4 ms, and its timer fires after 10 ms.
    await clock.advance(9)
    expect(sentLater()).toEqual([])
    press('15')
    expect(sentLater()).toEqual([9])
    // The next two are due after 12 and 20 ms. Their timers fire after 19 and 26 ms, but answers arrive after 16 and 25 ms.
    await clock.advance(16)
    expect(sentLater()).toEqual([9, 16, 25])
  })
})
