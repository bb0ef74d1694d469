import Bottleneck from 'bottleneck'
import PQueue from 'p-queue'
import pThrottle from 'p-throttle'
import { createLane } from '../../../electron/core/rate-limit/lane.ts'
import { createSlidingWindow } from '../../../electron/core/rate-limit/sliding-window.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { peers } from './contenders.ts'

/** The cost of a long queue: time per item to add, memory, and time to clear. */
export interface QueueCost {
  name: string
  enqueueMs: number
  bytesPerItem: number
  /** Null if it cannot be cleared. */
  clearMs: number | null
}

const items = 100_000
const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function costOf(name: string, fill: () => void, clear?: () => void): QueueCost {
  const before = heap()
  const start = performance.now()
  fill()
  const enqueueMs = performance.now() - start
  const bytesPerItem = (heap() - before) / items
  const clearing = performance.now()
  clear?.()
  return { name, enqueueMs, bytesPerItem, clearMs: clear ? performance.now() - clearing : null }
}

export function giftdeckQueue() {
  const lane = createLane<number>({
    slidingWindow: [createSlidingWindow({ perSecond: 200, smooth: false })],
    batch: 1,
    clock: systemClock,
    run: async () => {},
  })
  lane.pause()
  return costOf(
    'Giftdeck lane',
    () => {
      for (let i = 0; i < items; i++) lane.push(i, { key: 'a', priority: 0 })
    },
    () => lane.clear(),
  )
}

/** Measures how long a new press waits behind 100,000 expired ones. */
export function behindExpired(): number {
  let left = 0
  const lane = createLane<string>({
    slidingWindow: [createSlidingWindow({ perSecond: 200, smooth: false })],
    batch: 1,
    clock: systemClock,
    mayLeave: (item) => item === 'fresh',
    run: async (_items, sent) => {
      sent()
      left = performance.now()
      await Promise.resolve()
    },
  })
  lane.pause()
  for (let i = 0; i < items; i++) lane.push('late', { key: 'a', priority: 0 })
  lane.push('fresh', { key: 'a', priority: 0 })
  const start = performance.now()
  lane.resume()
  if (left === 0) throw new Error('The fresh press did not leave at once.')
  return left - start
}

/** Measures what the libraries need for the same queue. Only some can clear it; the rest must run it to the end. */
export function peerQueues(): QueueCost[] {
  const call = async () => {}
  const pQueue = new PQueue({ interval: 5, intervalCap: 1, autoStart: false })
  const bottleneck = new Bottleneck({ minTime: 5 })
  const abort = new AbortController()
  const throttled = pThrottle({ limit: 200, interval: 1_000, strict: true, signal: abort.signal })(call)
  const ignore = () => {}
  const queues: { name: string; add: () => Promise<unknown>; clear?: () => void }[] = [
    { name: 'p-queue paced', add: () => pQueue.add(call), clear: () => pQueue.clear() },
    { name: 'p-throttle strict', add: throttled, clear: () => abort.abort() },
    {
      name: 'bottleneck',
      add: () => bottleneck.schedule(call),
      clear: () => void bottleneck.stop({ dropWaitingJobs: true }),
    },
  ]
  for (const name of ['p-ratelimit', 'async-sema uniform', 'limiter']) {
    const submit = peers.find((peer) => peer.name === name)!.make(200)
    queues.push({ name, add: () => submit(call) })
  }
  return queues.map(({ name, add, clear }) =>
    costOf(
      name,
      () => {
        for (let i = 0; i < items; i++) add().catch(ignore)
      },
      clear,
    ),
  )
}

/** Measures how long a second key's press waits behind 2,000 of another, and an urgent request behind 100,000. */
export async function turnLatency() {
  const wait = async (ahead: number, priority: 0 | 1) => {
    let left = 0
    const lane = createLane<string>({
      slidingWindow: [createSlidingWindow({ perSecond: 200, smooth: false })],
      batch: 1,
      clock: systemClock,
      run: async ([item], sent) => {
        sent()
        if (item === 'late') left = performance.now()
        await Promise.resolve()
      },
    })
    for (let i = 0; i < ahead; i++) lane.push('early', { key: 'one', priority })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const pressed = performance.now()
    lane.push('late', { key: 'two', priority: 0 })
    while (left === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    lane.pause()
    lane.clear()
    return left - pressed
  }
  return { secondKeyMs: await wait(2_000, 0), urgentMs: await wait(100_000, 1) }
}
