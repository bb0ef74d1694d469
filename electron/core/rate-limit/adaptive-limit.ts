import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { Limit } from '../vendors/operation.ts'
import { createRest, type Rest } from './rest.ts'
import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts'

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
  slidingWindow: SlidingWindow
  rest: Rest
  /** The vendor said "too many": lower the rate now, and climb back slowly. */
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
    const kept = known.get(key)
    if (kept) return kept
    const limit = createRateLimit(deps, perSecond, smooth)
    limit.slidingWindow.assumeUsed(deps.usedAtStart(key), deps.clock.monotonic())
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
  /** The rate that was too much last time. */
  let tooMuch = Infinity
  const near = () => tooMuch * policy.nearShare
  let climbing = false

  const climb = () => {
    const now = clock.monotonic()
    const limit = slidingWindow.limit()
    if (now - lastSlowed >= policy.forgetMs) tooMuch = Infinity
    if (limit < near() - 1)
      slidingWindow.setLimit(Math.min(ceiling, near(), limit + Math.max(1, ceiling * policy.climbShare)))
    else if (now - lastStep >= policy.nearClimbEveryMs) {
      slidingWindow.setLimit(Math.min(ceiling, limit + Math.max(1, ceiling * policy.nearClimbShare)))
      lastStep = now
    }
    climbing = slidingWindow.limit() < ceiling
    if (climbing) clock.setTimeout(climb, policy.climbEveryMs)
    else tooMuch = Infinity
  }

  return {
    slidingWindow,
    rest: createRest(clock),
    slow() {
      const now = clock.monotonic()
      if (now - lastSlowed < policy.echoMs) return
      const limit = slidingWindow.limit()
      const isKnown = limit >= near() - 1
      slidingWindow.setLimit(limit * (isKnown ? policy.slowNearToShare : policy.slowToShare))
      tooMuch = limit
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
