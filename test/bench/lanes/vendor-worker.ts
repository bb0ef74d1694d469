import { parentPort, workerData } from 'node:worker_threads'

/**
 * A vendor that stamps every call on its own clock and rejects what exceeds its limit in any sliding second. It runs in
 * its own thread, so that a busy event loop of the caller does not slow it down.
 */

export interface VendorOptions {
  cap: number
  /** The time of one way, in ms. A jitter up to `networkJitterMs` is added on each way. */
  networkMs: number
  networkJitterMs: number
  serviceMs: number
  serviceJitterMs: number
  /** Each trial has its own seed, so that no contender is clean by one lucky draw. */
  seed: number
}

export interface VendorReport {
  arrivals: number[]
  rejected: number
  worstSecond: number
}

const port = parentPort!
const { cap, networkMs, networkJitterMs, serviceMs, serviceJitterMs, seed } = workerData as VendorOptions
let accepted: number[] = []
let arrivals: number[] = []
let rejected = 0

const random = seeded(seed)
const oneWayMs = () => networkMs + random() * networkJitterMs
const later = (run: () => void, ms: number) => (ms < 0.5 ? run() : setTimeout(run, ms))

port.on('message', (message: number | 'report' | 'forget') => {
  if (message === 'report') return port.postMessage({ arrivals, rejected, worstSecond: worstSecond(arrivals) })
  if (message === 'forget') {
    accepted = []
    arrivals = []
    rejected = 0
    return
  }
  later(() => {
    const now = performance.now()
    arrivals.push(now)
    while (accepted.length > 0 && now - accepted[0]! >= 1_000) accepted.shift()
    if (accepted.length < cap) accepted.push(now)
    else rejected++
    later(() => port.postMessage(message), serviceMs + random() * serviceJitterMs + oneWayMs())
  }, oneWayMs())
})

function worstSecond(times: number[]): number {
  let first = 0
  let worst = 0
  for (let last = 0; last < times.length; last++) {
    while (times[last]! - times[first]! >= 1_000) first++
    worst = Math.max(worst, last - first + 1)
  }
  return worst
}

function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
