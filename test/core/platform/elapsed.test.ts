import { until } from '../../support/until.ts'
import { describe, expect, it } from 'vitest'
import { createElapsed, systemClock } from '../../../electron/core/platform/system.ts'

const hourMs = 60 * 60 * 1_000

/** A computer whose monotonic clock may stop during sleep, and whose uptime has a coarse resolution. */
function makeComputer({ monotonicCountsSleep = false, stepMs = 1 } = {}) {
  let mono = 5_000
  let uptime = 700_000
  return {
    pass(ms: number) {
      mono += ms
      uptime += ms
    },
    sleep(ms: number) {
      uptime += ms
      if (monotonicCountsSleep) mono += ms
    },
    monotonic: () => mono,
    uptime: () => Math.floor(uptime / stepMs) * stepMs,
  }
}

describe('elapsed time', () => {
  it.each([
    ['macOS and Linux: the monotonic clock stops, the uptime comes in whole seconds', { stepMs: 1_000 }],
    ['Windows: the monotonic clock goes on, the uptime comes in 16 ms', { monotonicCountsSleep: true, stepMs: 16 }],
    ['a fine uptime', { stepMs: 10 }],
  ])('counts an hour of sleep once (%s)', (_, kind) => {
    const computer = makeComputer(kind)
    const elapsed = createElapsed(computer)
    const start = elapsed()
    for (let second = 0; second < 100; second++) {
      computer.pass(1_000)
      elapsed()
    }
    expect(elapsed() - start).toBe(100_000)
    computer.sleep(hourMs)
    computer.pass(100)
    expect(Math.abs(elapsed() - start - hourMs - 100_100)).toBeLessThanOrEqual(1_000)
    computer.pass(500)
    computer.sleep(hourMs)
    computer.pass(500)
    expect(Math.abs(elapsed() - start - 2 * hourMs - 101_100)).toBeLessThanOrEqual(1_000)
  })

  it('never goes backwards, whatever the uptime does', () => {
    let uptime = 0
    let mono = 0
    const elapsed = createElapsed({ monotonic: () => mono, uptime: () => uptime })
    let last = elapsed()
    for (const odd of [4_000_000, 0, -5_000, 90_000, Number.NaN, 1_000_000]) {
      uptime = odd
      mono += 100
      expect(elapsed()).toBeGreaterThanOrEqual(last + 100)
      last = elapsed()
    }
  })

  it('advances on the real computer', async () => {
    const before = systemClock.elapsed()
    expect(await until(() => systemClock.elapsed() > before)).toBe(true)
  })
})
