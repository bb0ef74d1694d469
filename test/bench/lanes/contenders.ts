import { RateLimit } from 'async-sema'
import Bottleneck from 'bottleneck'
import { RateLimiter } from 'limiter'
import PQueue from 'p-queue'
import { pRateLimit } from 'p-ratelimit'
import pThrottle from 'p-throttle'
import { createLane } from '../../../electron/core/rate-limit/lane.ts'
import { createSlidingWindow } from '../../../electron/core/rate-limit/sliding-window.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'

/** Runs a call when the limit allows; resolves when it was answered. */
type Submit = (call: () => Promise<void>) => Promise<void>

export interface Contender {
  name: string
  /** Spreads its calls evenly, with a timer for each. A contender that sends bursts needs far fewer timers. */
  paced: boolean
  make(cap: number): Submit
}

export const giftdeck: Contender = {
  name: 'Giftdeck lane',
  paced: true,
  make(cap) {
    const lane = createLane<{ call: () => Promise<void>; done: () => void }>({
      slidingWindow: [createSlidingWindow({ perSecond: cap, smooth: false })],
      batch: 1,
      clock: systemClock,
      run: async ([item], left) => {
        left()
        await item!.call()
        item!.done()
      },
    })
    return (call) => new Promise((done) => lane.push({ call, done }, { key: '', priority: 0 }))
  },
}

/** The libraries a developer would choose, each in its best configuration for a sliding second. */
export const peers: Contender[] = [
  { name: 'p-ratelimit', paced: false, make: (cap) => pRateLimit({ interval: 1_000, rate: cap }) },
  {
    name: 'async-sema uniform',
    paced: true,
    make(cap) {
      const limit = RateLimit(cap, { uniformDistribution: true })
      return async (call) => {
        await limit()
        await call()
      }
    },
  },
  {
    name: 'p-queue paced',
    paced: true,
    make(cap) {
      const queue = new PQueue({ interval: 1_000 / cap, intervalCap: 1 })
      return (call) => queue.add(call)
    },
  },
  {
    name: 'p-queue strict',
    paced: false,
    make(cap) {
      const queue = new PQueue({ interval: 1_000, intervalCap: cap, strict: true })
      return (call) => queue.add(call)
    },
  },
  {
    name: 'bottleneck',
    paced: true,
    make(cap) {
      const limiter = new Bottleneck({ minTime: 1_000 / cap })
      return (call) => limiter.schedule(call)
    },
  },
  {
    name: 'p-throttle strict',
    paced: false,
    make(cap) {
      const throttled = pThrottle({ limit: cap, interval: 1_000, strict: true })((call: () => Promise<void>) => call())
      return (call) => throttled(call)
    },
  },
  {
    name: 'limiter',
    paced: true,
    make(cap) {
      const limiter = new RateLimiter({ tokensPerInterval: 1, interval: 1_000 / cap })
      return async (call) => {
        await limiter.removeTokens(1)
        await call()
      }
    },
  },
]
