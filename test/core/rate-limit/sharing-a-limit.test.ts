import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { createLane } from '../../../electron/core/rate-limit/lane.ts'
import { createLimits } from '../../../electron/core/rate-limit/adaptive-limit.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

const perSecond = 200

/** Simulates an endless backlog under a limit that another program shares; it sends `others(second)` calls evenly. */
async function share(others: (second: number) => number, seconds: number) {
  const clock = makeFakeClock()
  const start = clock.monotonic()
  const limits = createLimits({ clock, policy: policy.rateLimit, usedAtStart: () => 0 })
  const limit = limits.get({ key: 'vendor send_gift', perSecond, smooth: false })
  const accepted: number[] = []
  const seen = { ours: [] as number[], refused: [] as number[] }
  const second = () => Math.floor((clock.monotonic() - start) / 1_000)
  const count = (list: number[]) => (list[second()] = (list[second()] ?? 0) + 1)

  const arrive = (): boolean => {
    const now = clock.monotonic()
    while (accepted.length > 0 && now - accepted[0]! >= 1_000) accepted.shift()
    if (accepted.length >= perSecond) return false
    accepted.push(now)
    return true
  }
  const other = () => {
    const rate = others(second())
    if (rate > 0) arrive()
    clock.setTimeout(other, rate > 0 ? 1_000 / rate : 100)
  }
  const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
  const lane = createLane<number>({
    slidingWindow: [limit.slidingWindow],
    batch: 1,
    clock,
    run: async (_items, onSent) => {
      onSent()
      await wait(15)
      if (arrive()) count(seen.ours)
      else {
        count(seen.refused)
        limit.slow()
      }
      await wait(15)
    },
  })
  for (let i = 0; i < perSecond * (seconds + 1); i++) lane.push(i, { key: 'rose', priority: 0 })
  other()
  await clock.advance(seconds * 1_000)
  const each = (list: number[], from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => list[from + i] ?? 0)
  const sum = (list: number[], from: number, to: number) =>
    each(list, from, to).reduce((total, some) => total + some, 0)
  return {
    ours: (from: number, to: number) => sum(seen.ours, from, to),
    refused: (from: number, to: number) => sum(seen.refused, from, to),
    slowest: (from: number, to: number) => Math.min(...each(seen.ours, from, to)),
  }
}

describe('a limit that another program shares', () => {
  it('is found, respected with few refusals, and used fully again when the other program has gone', async () => {
    const free = 80
    const { ours, refused, slowest } = await share((second) => (second < 60 ? perSecond - free : 0), 90)
    expect(refused(0, 10)).toBeLessThanOrEqual(20)
    // Once the free share is found, nearly all of it is used in every second, and refusals are rare.
    expect(ours(10, 60)).toBeGreaterThanOrEqual(0.95 * free * 50)
    expect(refused(10, 60)).toBeLessThanOrEqual(10)
    expect(slowest(10, 60)).toBeGreaterThanOrEqual(0.85 * free)
    expect(ours(89, 90)).toBeGreaterThanOrEqual(2 * free)
    expect(refused(60, 90)).toBe(0)
  })
})
