import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../shared/contract/counts.ts'
import { createWatch } from '../../../electron/core/counts/watch.ts'
import { createSessions } from '../../../electron/core/counts/session.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createLimits } from '../../../electron/core/rate-limit/adaptive-limit.ts'
import { createReads } from '../../../electron/core/rate-limit/reads.ts'
import type { Answer, Totals } from '../../../electron/core/vendors/vendor.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog } from '../../support/make-app.ts'
import { setupRoom } from '../sends/setup-room.ts'
import { until } from '../../support/until.ts'

const totals = (totalCount: number | null): Answer<Totals> => ({
  ok: true,
  value: { totalCount, totalCoins: null, senderCount: 1, sequence: null },
})
const silent: Answer<Totals> = { ok: false, trouble: { state: 'unknown', reason: 'timed-out' } }
const wrongKey: Answer<Totals> = {
  ok: false,
  trouble: { state: 'refused', reason: 'key-mismatch', pauses: true },
}

const expired: Answer<Totals> = {
  ok: false,
  trouble: { state: 'waiting', reason: 'sign-in-expired', renewed: true },
}

/** Makes the counts of one receiver. The test decides what the vendor answers. */
function makeWatch() {
  const clock = makeFakeClock()
  let answer: Answer<Totals> = totals(10)
  let once: Answer<Totals> | null = null
  let tookMs = 20
  let asked = 0
  const published: Reading[] = []
  const limits = createLimits({ clock, policy: policy.rateLimit, usedAtStart: () => 0 })
  const limit = limits.get({ key: 'counts', perSecond: 200, smooth: false })
  const reads = createReads({ clock, limit })
  const watch = createWatch({
    clock,
    log: keepingLog(),
    policy,
    roomId: 'stage-1',
    receiver: 'host',
    session: createSessions().start('stage-1 host'),
    intervalMs: () => 2_000,
    read: (priority, onSent) =>
      reads(async () => {
        onSent()
        asked++
        await new Promise<void>((resolve) => clock.setTimeout(resolve, tookMs))
        const now = once ?? answer
        once = null
        return now
      }, priority),
    onReading: (reading) => published.push(reading),
    onTotals: () => {},
  })
  return {
    clock,
    watch,
    published,
    asked: () => asked,
    answers: (next: Answer<Totals>) => void (answer = next),
    answersOnce: (next: Answer<Totals>) => void (once = next),
    takes: (ms: number) => void (tookMs = ms),
  }
}

describe('live counts', () => {
  it('are empty, not 0, before the first reading', () => {
    const { watch } = makeWatch()
    expect(watch.reading()).toMatchObject({ totalCount: null, totalCoins: null, at: null, baseline: null })
  })

  it('are read every two seconds, and a missing number stays missing', async () => {
    const { clock, watch, asked } = makeWatch()
    await clock.advance(10_000)
    expect(asked()).toBe(5)
    expect(watch.reading()).toMatchObject({ totalCount: 10, totalCoins: null, senderCount: 1, sequence: null })
  })

  it('count this session from the first reading, or from where the host restarts it', async () => {
    const { clock, watch, answers } = makeWatch()
    await clock.advance(100)
    answers(totals(25))
    watch.delivered(4)
    await clock.advance(2_100)
    expect(watch.reading()).toMatchObject({ totalCount: 25, baseline: { totalCount: 10 }, fromGiftdeck: 4 })
    watch.resetBaseline()
    expect(watch.reading()).toMatchObject({ totalCount: 25, baseline: { totalCount: 25 }, fromGiftdeck: 0 })
  })

  it('attribute our gift to Giftdeck if it arrived just before the session began', async () => {
    const { clock, watch, answers } = makeWatch()
    watch.delivered(3)
    await clock.advance(100)
    expect(watch.reading()).toMatchObject({ baseline: { totalCount: 10 }, fromGiftdeck: 3 })
    await clock.advance(2_100)
    watch.delivered(2)
    watch.resetBaseline()
    answers(totals(12))
    await clock.advance(2_000)
    expect(watch.reading()).toMatchObject({ totalCount: 12, baseline: { totalCount: 10 }, fromGiftdeck: 2 })
  })

  it('return to the previous baseline when a reset is undone', async () => {
    const { clock, watch, answers } = makeWatch()
    await clock.advance(100)
    expect(watch.undoBaseline()).toBe(false)
    const { baseline } = watch.reading()
    answers(totals(25))
    watch.delivered(4)
    await clock.advance(2_100)
    watch.resetBaseline()
    expect(watch.reading()).toMatchObject({ fromGiftdeck: 0, earlierBaseline: baseline!.at })
    watch.delivered(2)
    expect(watch.undoBaseline()).toBe(true)
    expect(watch.reading()).toMatchObject({ baseline, fromGiftdeck: 6, earlierBaseline: null })
    expect(watch.undoBaseline()).toBe(false)
  })

  it('can undo a reset even if the vendor gave no number', async () => {
    const { clock, watch, answers } = makeWatch()
    await clock.advance(100)
    watch.delivered(1)
    answers(totals(null))
    await clock.advance(2_000)
    watch.resetBaseline()
    watch.delivered(5)
    watch.undoBaseline()
    expect(watch.reading()).toMatchObject({ baseline: { totalCount: 10 }, fromGiftdeck: 6 })
  })

  it('show the gifts of the last minute, once there are enough readings', async () => {
    const { clock, watch, answers } = makeWatch()
    await clock.advance(8_000)
    expect(watch.reading().perMinute).toEqual({ gifts: null, coins: null })
    await clock.advance(24_000)
    answers(totals(25))
    await clock.advance(20_000)
    expect(watch.reading()).toMatchObject({ totalCount: 25, perMinute: { gifts: null } })
    await clock.advance(10_000)
    expect(watch.reading().perMinute.gifts).toBeCloseTo(15, 0)
    await clock.advance(60_000)
    expect(watch.reading().perMinute.gifts).toBe(0)
  })

  it('continue at once after an expired sign-in was replaced', async () => {
    const { clock, watch, asked, answersOnce } = makeWatch()
    answersOnce(expired)
    await clock.advance(100)
    expect(asked()).toBe(2)
    expect(watch.reading()).toMatchObject({ totalCount: 10, trouble: null })
  })

  it('become stale in time while the vendor keeps a call waiting', async () => {
    const { clock, published, takes } = makeWatch()
    await clock.advance(1_000)
    takes(20_000)
    await clock.advance(6_000)
    expect(published.at(-1)).toMatchObject({ totalCount: 10, stale: true })
  })

  it('keep the last reading while the vendor is silent, become stale, poll ever less, and recover', async () => {
    const { clock, watch, answers, asked } = makeWatch()
    await clock.advance(100)
    answers(silent)
    await clock.advance(2_000)
    expect(watch.reading()).toMatchObject({ totalCount: 10, stale: false, trouble: { reason: 'timed-out' } })
    await clock.advance(5_000)
    expect(watch.reading()).toMatchObject({ totalCount: 10, stale: true })
    const before = asked()
    await clock.advance(60_000)
    expect(asked() - before).toBeLessThanOrEqual(4)
    answers(totals(30))
    await clock.advance(31_000)
    expect(watch.reading()).toMatchObject({ totalCount: 30, stale: false, trouble: null })
  })

  it('poll a connection with a wrong key at most twice a minute, to avoid a lockout', async () => {
    const { clock, answers, asked } = makeWatch()
    answers(wrongKey)
    await clock.advance(300_000)
    expect(asked()).toBeLessThanOrEqual(11)
  })

  it('refresh with a reading that began after the request', async () => {
    const { clock, watch, answers } = makeWatch()
    const refreshed = watch.refresh()
    await clock.advance(10)
    answers(totals(11))
    await clock.advance(100)
    await expect(refreshed).resolves.toMatchObject({ totalCount: 11 })
  })

  it('are read soon after a burst of gifts, but not once per gift', async () => {
    const { clock, watch, asked } = makeWatch()
    await clock.advance(1_000)
    expect(asked()).toBe(1)
    for (let i = 0; i < 100; i++) watch.readSoon()
    await clock.advance(300)
    expect(asked()).toBe(2)
  })

  it('are no longer read once they are closed', async () => {
    const { clock, watch, asked } = makeWatch()
    await clock.advance(100)
    watch.close()
    await clock.advance(60_000)
    expect(asked()).toBe(1)
    expect(clock.timers()).toBe(0)
  })
})

describe('counts of a connected room', () => {
  it("change with the vendor's totals, and show how many gifts came from Giftdeck", async () => {
    const { client, rose, ends } = await setupRoom()
    await client.counts.refresh({})
    await ends((await rose({ giftId: 'rocket', count: 3 })).id)
    const { readings } = await client.counts.refresh({})
    expect(readings[0]).toMatchObject({
      receiver: 'host',
      source: 'vendor',
      totalCount: 3,
      totalCoins: 30,
      baseline: { totalCount: 0 },
      fromGiftdeck: 3,
      stale: false,
    })
  })

  it('are also parsed when the vendor sends the totals in a flat form', async () => {
    const { vendors, client, rose, ends } = await setupRoom()
    await vendors.setFaults({ totalsFlat: {} })
    await ends((await rose({ count: 2 })).id)
    expect((await client.counts.refresh({})).readings[0]).toMatchObject({ totalCount: 2 })
  })

  it('give a gift whose answer was lost a hint, and its state stays unknown', async () => {
    const { vendors, client, rose, reaches } = await setupRoom()
    await client.counts.refresh({})
    await vendors.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    const { id } = await rose({ count: 4 })
    await reaches(id, 'unknown')
    await client.counts.refresh({})
    const receipt = await until(async () => {
      const now = await client.sends.get({ id })
      return now.hint ? now : null
    })
    expect(receipt).toMatchObject({ state: 'unknown', hint: 'likely-delivered', attempts: 1 })
  })
})
