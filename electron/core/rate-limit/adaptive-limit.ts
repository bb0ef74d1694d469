import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { Limit } from '../delivery/operation.ts'
import { createRest, type Rest } from './rest.ts'
import { createSlots, type Slots } from './sliding-window.ts'

/** The vendors' limits belong to the vendors: they outlive rooms, so a change of room cannot double a rate. */
export interface Limits {
  /** Of the room in use: its share of the limit holds from now on. */
  get(limit: Limit): RateLimit
  /** As the room in use has it, for calls beside it that may not change its share. */
  shared(limit: Limit): RateLimit
  /** Of everything that signs alike, whichever room, check or reading it is of. */
  signIn(key: string): Rest
}

export interface RateLimit {
  slots: Slots
  rest: Rest
  /** The vendor said "too many": lower the rate now, and climb back slowly. */
  slow(): void
  isSlowed(): boolean
}

export function createLimits(lent: {
  clock: Clock
  policy: Policy['rateLimit']
  usedAtStart: (key: string) => number
}): Limits {
  const known = new Map<string, RateLimit & { setCeiling(perSecond: number): void }>()
  const signIns = new Map<string, Rest>()
  const shared = ({ key, perSecond, smooth }: Limit) => {
    const kept = known.get(key)
    if (kept) return kept
    const limit = createRateLimit(lent, perSecond, smooth)
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
    signIn(key) {
      const rest = signIns.get(key) ?? createRest(lent.clock)
      signIns.set(key, rest)
      return rest
    },
  }
}

function createRateLimit(deps: { clock: Clock; policy: Policy['rateLimit'] }, perSecond: number, smooth: boolean) {
  const { clock, policy } = deps
  const slots = createSlots({ perSecond, smooth })
  let ceiling = perSecond
  let lastSlowed = -Infinity
  let lastStep = -Infinity
  /** The rate that was too much last time. */
  let tooMuch = Infinity
  const near = () => tooMuch * policy.nearShare
  let climbing = false

  const climb = () => {
    const now = clock.monotonic()
    const limit = slots.limit()
    if (now - lastSlowed >= policy.forgetMs) tooMuch = Infinity
    if (limit < near() - 1) slots.setLimit(Math.min(ceiling, near(), limit + Math.max(1, ceiling * policy.climbShare)))
    else if (now - lastStep >= policy.nearClimbEveryMs) {
      slots.setLimit(Math.min(ceiling, limit + Math.max(1, ceiling * policy.nearClimbShare)))
      lastStep = now
    }
    climbing = slots.limit() < ceiling
    if (climbing) clock.setTimeout(climb, policy.climbEveryMs)
    else tooMuch = Infinity
  }

  return {
    slots,
    rest: createRest(clock),
    slow() {
      const now = clock.monotonic()
      if (now - lastSlowed < policy.echoMs) return
      const limit = slots.limit()
      const isKnown = limit >= near() - 1
      slots.setLimit(limit * (isKnown ? policy.slowNearToShare : policy.slowToShare))
      tooMuch = limit
      lastSlowed = now
      lastStep = now
      if (!climbing) clock.setTimeout(climb, policy.climbEveryMs)
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
