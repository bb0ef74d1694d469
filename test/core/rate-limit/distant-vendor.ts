import type { Clock } from '../../../electron/core/ports.ts'
import type { FakeClock } from '../../support/fake-clock.ts'

/** A seeded pseudo-random generator (mulberry32), so that a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Path {
  /** The shortest time in each direction, in ms. */
  wayMs: number
  /** The most additional delay in each direction, in ms. */
  jitterMs: number
  /** From the arrival at the vendor to its answer, in ms. */
  serviceMs: number
  /** The most additional time of the service, in ms. */
  serviceJitterMs?: number
}

/** Makes a simulated vendor behind a network. It records the arrival time of each call. */
export function farVendor(deps: { clock: Clock; fraction: () => number; path: Path }) {
  const { clock, fraction } = deps
  const stamps: number[] = []
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
  return {
    path: deps.path,
    stamps,
    /** Sends one call; resolves when its answer arrives. */
    async call() {
      const { wayMs, jitterMs, serviceMs, serviceJitterMs = 0 } = this.path
      const there = wayMs + jitterMs * fraction()
      const back = wayMs + jitterMs * fraction()
      stamps.push(clock.monotonic() + there)
      await sleep(there + serviceMs + serviceJitterMs * fraction() + back)
    },
    /** Sends one call that ends without an answer after the whole time-out. */
    async callUnanswered(timeOutMs: number) {
      stamps.push(clock.monotonic() + deps.path.wayMs)
      await sleep(timeOutMs)
    },
  }
}

/** A clock whose timers fire up to `lateMs` late, and one in a hundred 300 ms late: an event loop that stalls. */
export function lateClock(clock: Clock, fraction: () => number, lateMs: number): Clock {
  const latenessMs = () => (fraction() < 0.01 ? 300 : lateMs * fraction())
  return { ...clock, setTimeout: (run, ms) => clock.setTimeout(run, ms + latenessMs()) }
}

/** Returns the most arrivals within any sliding second. */
export function worstSecond(stamps: readonly number[]): number {
  const sorted = stamps.toSorted((a, b) => a - b)
  let worst = 0
  let from = 0
  for (const [to, stamp] of sorted.entries()) {
    while (stamp - sorted[from]! >= 1_000) from++
    worst = Math.max(worst, to - from + 1)
  }
  return worst
}

/** Returns the used share of the limit between the first arrival and the last. */
export function filled(stamps: readonly number[], perSecond: number): number {
  const sorted = stamps.toSorted((a, b) => a - b)
  const seconds = (sorted.at(-1)! - sorted[0]!) / 1_000
  // The calls of the first window may all arrive at its start.
  return sorted.length / (perSecond * (seconds + 1 / perSecond))
}

/** Advances the clock until `isOver` returns true, and throws if it never does. */
export async function finish(clock: FakeClock, isOver: () => boolean) {
  await clock.runUntil(isOver)
  if (!isOver()) throw new Error('No timer is left, but not every call is over.')
}
