import { createLane } from '../../../electron/core/rate-limit/lane.ts'
import { createSlidingWindow } from '../../../electron/core/rate-limit/sliding-window.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { percentile } from '../percentile.ts'
import type { Contender } from './contenders.ts'
import { startVendor } from './vendor.ts'

export interface Latency {
  p50: number
  p99: number
}

const service = { networkMs: 0, networkJitterMs: 0, serviceMs: 30, serviceJitterMs: 0, seed: 7 }

/** Measures the time from press to wire while nothing else waits. */
export async function idleLatency(contender: Contender): Promise<Latency> {
  const vendor = await startVendor({ cap: 200, ...service })
  const submit = contender.make(200)
  const waits: number[] = []
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 12))
    const pressed = performance.now()
    void submit(() => {
      waits.push(performance.now() - pressed)
      return vendor.call()
    })
  }
  await vendor.stop()
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) }
}

/** Measures the time from press to wire when presses come at random, at a share of the limit. */
export async function poissonLatency(contender: Contender, share: number, seconds: number) {
  const cap = 200
  const vendor = await startVendor({ cap, ...service })
  const submit = contender.make(cap)
  const waits: number[] = []
  const answered: Promise<void>[] = []
  const end = performance.now() + seconds * 1_000
  let next = performance.now()
  while (next < end) {
    next += (-Math.log(1 - Math.random()) / (cap * share)) * 1_000
    const wait = next - performance.now()
    if (wait > 0.5) await new Promise((resolve) => setTimeout(resolve, wait))
    const pressed = performance.now()
    answered.push(
      submit(() => {
        waits.push(performance.now() - pressed)
        return vendor.call()
      }),
    )
  }
  await Promise.all(answered)
  const { rejected } = await vendor.report()
  await vendor.stop()
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), rejected }
}

/** Measures the time from press to wire in a room whose gifts are merged: 20 calls and this many presses a second. */
export async function mergeLatency(pressesPerSecond: number, batch: number, seconds: number) {
  const vendor = await startVendor({ cap: 20, ...service })
  const waits: number[] = []
  let calls = 0
  const lane = createLane<number>({
    slidingWindow: [createSlidingWindow({ perSecond: 20, smooth: true })],
    batch,
    clock: systemClock,
    run: async (items, left) => {
      calls++
      for (const pressed of items) waits.push(performance.now() - pressed)
      left()
      await vendor.call()
    },
  })
  const start = performance.now()
  for (let pressed = 0; pressed < pressesPerSecond * seconds;) {
    const due = ((performance.now() - start) / 1_000) * pressesPerSecond
    for (; pressed < due; pressed++) lane.push(performance.now(), { key: '', priority: 0 })
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  while (lane.queued() > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const { rejected } = await vendor.report()
  await vendor.stop()
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), perCall: waits.length / calls, rejected }
}
