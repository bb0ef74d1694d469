import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { Limit } from '../vendors/operation.ts'
import { createRest, type Rest } from './rest.ts'
import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts'

/** The vendors' limits. They are kept across room changes, because a fresh limit would allow twice the rate. */
export interface Limits {
  /** For the active room: sets the limit to `perSecond` of this room. */
  get(limit: Limit): RateLimit
  /** For other callers, such as a room check: uses the limit without changing its rate. */
  shared(limit: Limit): RateLimit
  /** The rest of all calls with the same sign-in, in every room, check and reading. */
  signIn(key: string): Rest
}

export interface RateLimit {
  slidingWindow: SlidingWindow
  rest: Rest
  /** Call when the vendor answers "too many calls": lowers the rate at once and raises it again slowly. */
  slow(): void
  isSlowed(): boolean
}

export function createLimits(deps: {
  clock: Clock
  policy: Policy['rateLimit']
  usedAtStart: (key: string) => number
}): Limits {
  const known = new Map<string, RateLimit & { setCeiling(perSecond: number): void }>()
  const signIns = new Map<string, Rest>()
  const shared = ({ key, perSecond, smooth }: Limit) => {
    const existing = known.get(key)
    if (existing) return existing
    const limit = createRateLimit(deps, perSecond, smooth)
    limit.slidingWindow.assumeUsed(deps.usedAtStart(key), deps.clock.monotonic())
    known.set(key, limit)
    return limit
  }
  return {
    get(limit) {
      const rateLimit = shared(limit)
      rateLimit.setCeiling(limit.perSecond)
      return rateLimit
    },
    shared,
    signIn(key) {
      const rest = signIns.get(key) ?? createRest(deps.clock)
      signIns.set(key, rest)
      return rest
    },
  }
}

function createRateLimit(deps: { clock: Clock; policy: Policy['rateLimit'] }, perSecond: number, smooth: boolean) {
  const { clock, policy } = deps
  const slidingWindow = createSlidingWindow({ perSecond, smooth })
  let ceiling = perSecond
  let lastSlowed = -Infinity
  let lastStep = -Infinity
  /** The rate that the vendor refused last. Below it the limit climbs fast, near it slowly. */
  let refusedRate = Infinity
  const nearRefusedRate = () => refusedRate * policy.nearShare
  let climbing = false

  const climb = () => {
    const now = clock.monotonic()
    const limit = slidingWindow.limit()
    if (now - lastSlowed >= policy.forgetMs) refusedRate = Infinity
    if (limit < nearRefusedRate() - 1)
      slidingWindow.setLimit(Math.min(ceiling, nearRefusedRate(), limit + Math.max(1, ceiling * policy.climbShare)))
    else if (now - lastStep >= policy.nearClimbEveryMs) {
      slidingWindow.setLimit(Math.min(ceiling, limit + Math.max(1, ceiling * policy.nearClimbShare)))
      lastStep = now
    }
    climbing = slidingWindow.limit() < ceiling
    if (climbing) clock.setTimeout(climb, policy.climbEveryMs)
    else refusedRate = Infinity
  }

  return {
    slidingWindow,
    rest: createRest(clock),
    slow() {
      const now = clock.monotonic()
      if (now - lastSlowed < policy.echoMs) return
      const limit = slidingWindow.limit()
      // A refusal at a rate known to be critical needs only a small step down.
      const isKnown = limit >= nearRefusedRate() - 1
      slidingWindow.setLimit(limit * (isKnown ? policy.slowNearToShare : policy.slowToShare))
      refusedRate = limit
      lastSlowed = now
      lastStep = now
      if (!climbing) clock.setTimeout(climb, policy.climbEveryMs)
      climbing = true
    },
    isSlowed: () => slidingWindow.limit() < ceiling,
    setCeiling(next: number) {
      if (next === ceiling) return
      ceiling = next
      slidingWindow.setLimit(climbing ? Math.min(next, slidingWindow.limit()) : next)
    },
  }
}
