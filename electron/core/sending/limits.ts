import type { Clock } from '../ports.ts'
import type { Limit } from './carrier.ts'
import { createSlots, type Slots } from './slots.ts'

/** The vendors' limits belong to the vendors: they outlive rooms, so a change of room cannot double a rate. */
export interface Limits {
  /** Of the room in use: its share of the limit holds from now on. */
  get(limit: Limit): RateLimit
  /** As the room in use has it, for calls beside it that may not change its share. */
  shared(limit: Limit): RateLimit
}

export interface RateLimit {
  slots: Slots
  /** The vendor said "too many": lower the rate now, and climb back slowly. */
  slow(): void
  isSlowed(): boolean
}

/** One "too many" a second lowers the rate; the rest of the same second are echoes of it. */
const echoMs = 1_000
const climbEveryMs = 1_000
/** So close to the rate that was too much last time, every step is small and rare. */
const near = 0.95
const nearStepEveryMs = 5_000
/** After so long without a "too many", whoever shared the limit may have gone. */
const forgetMs = 30_000

export function createLimits(lent: { clock: Clock; usedAtStart: (key: string) => number }): Limits {
  const known = new Map<string, RateLimit & { setCeiling(perSecond: number): void }>()
  const shared = ({ key, perSecond, smooth }: Limit) => {
    const kept = known.get(key)
    if (kept) return kept
    const limit = createRateLimit(lent.clock, perSecond, smooth)
    limit.slots.assumeUsed(lent.usedAtStart(key), lent.clock.monotonic())
    known.set(key, limit)
    return limit
  }
  return {
    get(limit) {
      const kept = shared(limit)
      kept.setCeiling(limit.perSecond)
      return kept
    },
    shared,
  }
}

function createRateLimit(clock: Clock, perSecond: number, smooth: boolean) {
  const slots = createSlots({ perSecond, smooth })
  let ceiling = perSecond
  let lastSlowed = -Infinity
  let lastStep = -Infinity
  /** The rate that was too much last time. */
  let tooMuch = Infinity
  let climbing = false

  const climb = () => {
    const now = clock.monotonic()
    const limit = slots.limit()
    if (now - lastSlowed >= forgetMs) tooMuch = Infinity
    if (limit < tooMuch * near - 1)
      slots.setLimit(Math.min(ceiling, tooMuch * near, limit + Math.max(1, ceiling * 0.05)))
    else if (now - lastStep >= nearStepEveryMs) {
      slots.setLimit(Math.min(ceiling, limit + Math.max(1, ceiling * 0.01)))
      lastStep = now
    }
    climbing = slots.limit() < ceiling
    if (climbing) clock.setTimeout(climb, climbEveryMs)
    else tooMuch = Infinity
  }

  return {
    slots,
    slow() {
      const now = clock.monotonic()
      if (now - lastSlowed < echoMs) return
      const limit = slots.limit()
      const isKnown = limit >= tooMuch * near - 1
      slots.setLimit(limit * (isKnown ? 0.9 : 0.7))
      tooMuch = limit
      lastSlowed = now
      lastStep = now
      if (!climbing) clock.setTimeout(climb, climbEveryMs)
      climbing = true
    },
    isSlowed: () => slots.limit() < ceiling,
    setCeiling(next: number) {
      if (next === ceiling) return
      ceiling = next
      slots.setLimit(climbing ? Math.min(next, slots.limit()) : next)
    },
  }
}
