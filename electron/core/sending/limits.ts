import type { Clock } from '../ports.ts'
import type { Limit } from './carrier.ts'
import { createSlots, type Slots } from './slots.ts'

/** The vendors' limits belong to the vendors: they outlive rooms, so a change of room cannot double a rate. */
export interface Limits {
  get(limit: Limit): RateLimit
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

export function createLimits(lent: { clock: Clock; usedAtStart: (key: string) => number }): Limits {
  const known = new Map<string, RateLimit & { setCeiling(perSecond: number): void }>()
  return {
    get({ key, perSecond, smooth }) {
      let limit = known.get(key)
      if (limit) limit.setCeiling(perSecond)
      else {
        limit = createRateLimit(lent.clock, perSecond, smooth)
        limit.slots.assumeUsed(lent.usedAtStart(key), lent.clock.monotonic())
        known.set(key, limit)
      }
      return limit
    },
  }
}

function createRateLimit(clock: Clock, perSecond: number, smooth: boolean) {
  const slots = createSlots({ perSecond, smooth })
  let ceiling = perSecond
  let lastSlowed = -Infinity
  /** The rate that was too much last time: fast up to nine tenths of it, then carefully. */
  let tooMuch = Infinity
  let climbing = false

  const climb = () => {
    const limit = slots.limit()
    const step = limit < tooMuch * 0.9 ? ceiling * 0.05 : ceiling * 0.01
    slots.setLimit(Math.min(ceiling, limit + Math.max(1, step)))
    climbing = slots.limit() < ceiling
    if (climbing) clock.setTimeout(climb, climbEveryMs)
    else tooMuch = Infinity
  }

  return {
    slots,
    slow() {
      const now = clock.monotonic()
      if (now - lastSlowed < echoMs) return
      lastSlowed = now
      tooMuch = slots.limit()
      slots.setLimit(slots.limit() * 0.7)
      if (!climbing) clock.setTimeout(climb, climbEveryMs)
      climbing = true
    },
    isSlowed: () => slots.limit() < ceiling,
    setCeiling(next: number) {
      if (next === ceiling) return
      ceiling = next
      slots.setLimit(next)
    },
  }
}
