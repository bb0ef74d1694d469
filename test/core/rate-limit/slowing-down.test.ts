import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { createLimits } from '../../../electron/core/rate-limit/adaptive-limit.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

const gifts = { key: 'vendor send_gift', perSecond: 200, smooth: false }

function makeLimits(usedAtStart: (key: string) => number = () => 0) {
  const clock = makeFakeClock()
  return { clock, limits: createLimits({ clock, policy: policy.rateLimit, usedAtStart }) }
}

describe('when the vendor says "too many"', () => {
  it('lowers the rate at once', () => {
    const limit = makeLimits().limits.get(gifts)
    limit.slow()
    expect(limit.slidingWindow.limit()).toBe(140)
    expect(limit.isSlowed()).toBe(true)
  })

  it('counts several refusals at the same time as one', async () => {
    const { clock, limits } = makeLimits()
    const limit = limits.get(gifts)
    for (let i = 0; i < 30; i++) limit.slow()
    expect(limit.slidingWindow.limit()).toBe(140)
    await clock.advance(999)
    limit.slow()
    expect(limit.slidingWindow.limit()).toBe(140)
  })

  it('lowers the rate again after a later refusal', async () => {
    const { clock, limits } = makeLimits()
    const limit = limits.get(gifts)
    limit.slow()
    await clock.advance(1_500)
    const climbed = limit.slidingWindow.limit()
    limit.slow()
    expect(limit.slidingWindow.limit()).toBe(Math.floor(climbed * 0.7))
  })

  it('raises the rate quickly, then in small rare steps near the refused rate, up to the limit', async () => {
    const { clock, limits } = makeLimits()
    const limit = limits.get(gifts)
    limit.slow()
    const climbs: number[] = []
    for (let second = 0; second < 60; second++) {
      const before = limit.slidingWindow.limit()
      await clock.advance(1_000)
      climbs.push(limit.slidingWindow.limit() - before)
      expect(limit.slidingWindow.limit()).toBeLessThanOrEqual(200)
    }
    expect(climbs.slice(0, 5)).toEqual([10, 10, 10, 10, 10])
    expect(climbs.slice(5, 11)).toEqual([2, 0, 0, 0, 0, 2])
    expect(limit.slidingWindow.limit()).toBe(200)
    expect(limit.isSlowed()).toBe(false)
    expect(clock.timers()).toBe(0)
  })

  it('never lowers the rate below one call a second', async () => {
    const { clock, limits } = makeLimits()
    const limit = limits.get({ ...gifts, perSecond: 2 })
    for (let i = 0; i < 10; i++) {
      limit.slow()
      await clock.advance(1_000)
    }
    expect(limit.slidingWindow.limit()).toBeGreaterThanOrEqual(1)
  })
})

describe('a limit of the vendor', () => {
  it('is kept over a change of room: used calls stay used', () => {
    const { clock, limits } = makeLimits()
    const before = limits.get(gifts)
    for (let i = 0; i < 7; i++) before.slidingWindow.take(clock.monotonic())
    expect(limits.get({ ...gifts }).slidingWindow.used(clock.monotonic())).toBe(7)
    expect(limits.get({ ...gifts, key: 'vendor get_gift_count' }).slidingWindow.used(clock.monotonic())).toBe(0)
  })

  it('stays slowed over a change of room', () => {
    const { limits } = makeLimits()
    limits.get(gifts).slow()
    expect(limits.get(gifts).slidingWindow.limit()).toBe(140)
  })

  it('takes a room’s own share as its ceiling', async () => {
    const { clock, limits } = makeLimits()
    limits.get(gifts)
    const limit = limits.get({ ...gifts, perSecond: 20 })
    expect(limit.slidingWindow.limit()).toBe(20)
    limit.slow()
    await clock.advance(60_000)
    expect(limit.slidingWindow.limit()).toBe(20)
  })

  it('counts the calls of the last run for a second', async () => {
    const { clock, limits } = makeLimits((key) => (key === gifts.key ? 150 : 0))
    const { slidingWindow } = limits.get(gifts)
    expect(slidingWindow.used(clock.monotonic())).toBe(150)
    await clock.advance(1_001)
    expect(slidingWindow.used(clock.monotonic())).toBe(0)
  })
})
