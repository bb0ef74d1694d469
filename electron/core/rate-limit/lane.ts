import type { Clock, Timer } from '../ports.ts'
import { createFairQueue, type Place } from './fair-queue.ts'
import type { Rest } from './rest.ts'
import type { SlidingWindow } from './sliding-window.ts'

/**
 * A queue in front of one or more vendor limits. An idle lane sends at once; a busy one sends when every limit has a slot.
 * It uses one timer and the monotonic clock only.
 */
export interface Lane<T> {
  push(item: T, place: Place): void
  /** Sends these items in a call of their own, before the items in the queue. */
  pushApart(items: readonly T[]): void
  clear(): Iterable<T>
  queued(): number
  /** True if an item that is pushed now is sent before `push` returns. */
  isFree(): boolean
  /** Time until the queue is empty at the current rate, in ms. */
  drainMs(): number
  /** A paused lane starts no calls; calls in flight continue. */
  pause(): void
  resume(): void
}

/**
 * One call for up to `batch` items. It calls `onSent` right before the first byte. If `onSent` is never called, the slot is
 * released but pacing still advances; otherwise a failing disk makes the lane retry in a tight loop. A rejection releases
 * the slot, and the lane goes on.
 */
export type RunCall<T> = (items: T[], onSent: () => void) => Promise<void>

/**
 * A busy lane wakes up no more often than this and then sends everything that is due, because waking up costs more CPU
 * time than the call itself. Calls that are sent together get their slots back together, so hardly any rate is lost.
 */
const wakeApartMs = 10

export function createLane<T>(deps: {
  slidingWindow: readonly SlidingWindow[]
  /** The lane sends nothing while one of these rests lasts. */
  rests?: readonly Rest[]
  /** Most items per call: 1, or the size of ZEGO's batches. */
  batch: number
  run: RunCall<T>
  clock: Clock
  /** Called when an item is next. Must have no side effects. A rejected item uses neither a slot nor pacing. */
  mayLeave?: (item: T) => boolean
  /** Called when an item was dropped because `mayLeave` rejected it. */
  onDropped?: (item: T) => void
  /** True ends the search for an item that may leave. It goes on in a later turn of the event loop. */
  isSliceOver?: () => boolean
}): Lane<T> {
  const { slidingWindow, rests = [], batch, run, clock, mayLeave = () => true, onDropped } = deps
  const isSliceOver = deps.isSliceOver ?? (() => false)
  const isWanted = (item: T) => {
    const wanted = mayLeave(item)
    if (!wanted) onDropped?.(item)
    return wanted
  }
  const queue = createFairQueue<T>(isWanted, isSliceOver)
  let apart: (readonly T[])[] = []
  const size = () => apart.reduce((count, items) => count + items.length, queue.size())
  const isEmpty = () => apart.length === 0 && queue.size() === 0
  let timer: Timer | null = null
  /** When `timer` fires. */
  let wakeAt = Infinity
  /** When the next call may be sent; Infinity if none waits or an answer must come first. */
  let nextDue = Infinity
  let lastSent = -Infinity
  let paused = false
  let pumping = false

  const dueAt = (t: number) => {
    let due = t
    for (const each of slidingWindow) due = Math.max(due, each.dueAt(t))
    for (const each of rests) due = Math.max(due, each.until())
    return due
  }

  const pump = () => {
    if (pumping) return
    pumping = true
    nextDue = Infinity
    let now = 0
    try {
      while (!paused && !isEmpty()) {
        now = clock.monotonic()
        const due = dueAt(now)
        if (due > now) {
          nextDue = due
          break
        }
        const items = next()
        if (items.length > 0) void send(items, now)
        else if (!isEmpty() && isSliceOver()) {
          nextDue = now
          break
        }
      }
    } finally {
      pumping = false
    }
    setTimer(now)
    updateSubscriptions()
  }

  const setTimer = (now: number) => {
    const at = Math.max(nextDue, lastSent + wakeApartMs)
    if (timer !== null && wakeAt >= nextDue && wakeAt <= at) return
    if (timer !== null) clock.clearTimeout(timer)
    timer = at < Infinity ? clock.setTimeout(wake, Math.ceil(at - now)) : null
    wakeAt = at
  }
  const wake = () => {
    timer = null
    pump()
  }

  let unsubscribes: (() => void)[] = []
  /** Limits outlive rooms, so the subscription of an empty lane would keep its room, client and secret in memory. */
  const updateSubscriptions = () => {
    if (isEmpty()) for (const stop of unsubscribes.splice(0)) stop()
    else if (unsubscribes.length === 0) unsubscribes = slidingWindow.map((each) => each.onOpen(pump))
  }

  /** The items of the next call; empty if `mayLeave` rejected all of them, or rejected items for a whole slice. */
  const next = (): T[] => {
    const batchApart = apart.shift()
    if (batchApart) return batchApart.filter(isWanted)
    const items: T[] = []
    while (items.length < batch) {
      const item = queue.shift()
      if (item === undefined) break
      items.push(item)
    }
    return items
  }

  const send = async (items: T[], t: number) => {
    lastSent = t
    for (const each of slidingWindow) each.take(t)
    let sent: number | null = null
    try {
      await run(items, () => (sent = clock.monotonic()))
    } catch {
      // `run` logs its failure and records the outcome of its items.
    } finally {
      const now = clock.monotonic()
      for (const each of slidingWindow) {
        if (sent === null) each.giveBack()
        else each.answered(sent, now)
      }
      // The answer woke the process up anyway, so calls that are due need not wait for the timer.
      if (now >= nextDue) pump()
    }
  }

  const pumpIfDue = () => {
    if (timer === null || clock.monotonic() >= nextDue) pump()
  }

  return {
    push(item, place) {
      queue.push(item, place)
      pumpIfDue()
    },
    pushApart(items) {
      apart.push(items)
      pumpIfDue()
    },
    clear() {
      const items = [apart.flat(), queue.clear()]
      apart = []
      pump()
      return chain(items)
    },
    queued: size,
    isFree() {
      const now = clock.monotonic()
      return !paused && !pumping && size() === 0 && dueAt(now) <= now
    },
    drainMs() {
      const slowest = Math.min(...slidingWindow.map((each) => each.limit()))
      return Math.ceil((size() / batch / slowest) * 1_000)
    },
    pause() {
      paused = true
    },
    resume() {
      paused = false
      pump()
    },
  }
}

function* chain<T>(parts: readonly Iterable<T>[]) {
  for (const part of parts) yield* part
}
