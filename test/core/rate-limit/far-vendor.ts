import type { Clock } from '../../../electron/core/ports.ts'
import type { FakeClock } from '../../support/fake-clock.ts'

/** A seeded stream of fractions, so that a failing run can be run again (mulberry32). */
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
  /** The shortest way to the vendor and back again, ms. */
  wayMs: number
  /** Up to this much more on each way, ms. */
  jitterMs: number
  /** From stamp to answer, ms. */
  serviceMs: number
}

/** A vendor at the end of a network: it stamps each call when it arrives. */
export function farVendor(deps: { clock: Clock; fraction: () => number; path: Path }) {
  const { clock, fraction } = deps
  const stamps: number[] = []
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
  return {
    path: deps.path,
    stamps,
    /** One call; resolves when its answer is back. */
    async call() {
      const { wayMs, jitterMs, serviceMs } = this.path
      const there = wayMs + jitterMs * fraction()
      const back = wayMs + jitterMs * fraction()
      stamps.push(clock.monotonic() + there)
      await sleep(there + serviceMs + back)
    },
    /** Ends without an answer after the whole time-out. */
    async callInVain(timeOutMs: number) {
      stamps.push(clock.monotonic() + deps.path.wayMs)
      await sleep(timeOutMs)
    },
  }
}

/** The most stamps that lie in any sliding second. */
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

/** How much of the limit was used between the first stamp and the last. */
export function filled(stamps: readonly number[], perSecond: number): number {
  const sorted = stamps.toSorted((a, b) => a - b)
  const seconds = (sorted.at(-1)! - sorted[0]!) / 1_000
  // The first window's calls may all come at its start.
  return sorted.length / (perSecond * (seconds + 1 / perSecond))
}

/** Drives the clock until all of these calls are over. */
export async function finish(clock: FakeClock, isOver: () => boolean) {
  await clock.runUntil(isOver)
  if (!isOver()) throw new Error('No timer is left, but not every call is over.')
}
