import type { Clock, Timer } from '../ports.ts'
import { createFairQueue, type Place } from './fair-queue.ts'
import type { Rest } from './rest.ts'
import type { SlidingWindow } from './sliding-window.ts'

/**
 * One line in front of one or more vendor limits. An idle lane sends at once; a busy one sends as soon as every limit
 * has a slot. One timer, no spinning, monotonic clock only.
 */
export interface Lane<T> {
  push(item: T, place: Place): void
  /** These go in one call that carries nothing else, before those who stand in line. */
  pushApart(items: readonly T[]): void
  clear(): T[]
  queued(): number
  /** Time until the line is empty at the present rate, in ms. */
  drainMs(): number
  /** A paused lane lets nothing out. */
  pause(): void
  resume(): void
}

/**
 * One call for up to `batch` items. It calls `left` right before its first byte; without that its slot is given back, and
 * only the pace goes on as if it had left: what could not be recorded must not be tried again in a tight loop. What it
 * throws ends nothing: its slot is given back and the lane goes on.
 */
export type RunCall<T> = (items: T[], onSent: () => void) => Promise<void>

export function createLane<T>(deps: {
  slidingWindow: readonly SlidingWindow[]
  /** Nothing leaves while one of them lasts. */
  rests?: readonly Rest[]
  /** Items one call may carry: 1, or ZEGO's merged gifts. */
  batch: number
  run: RunCall<T>
  clock: Clock
  /** Asked when its turn has come; what is over by then uses up neither slot nor pace. */
  mayLeave?: (item: T) => boolean
}): Lane<T> {
  const { slidingWindow, rests = [], batch, run, clock, mayLeave = () => true } = deps
  const line = createFairQueue<T>(mayLeave)
  let apart: (readonly T[])[] = []
  const size = () => apart.reduce((count, items) => count + items.length, line.size())
  let timer: Timer | null = null
  let paused = false
  let pumping = false

  const dueAt = (t: number) =>
    Math.max(t, ...slidingWindow.map((each) => each.dueAt(t)), ...rests.map((each) => each.until()))

  const pump = () => {
    if (pumping) return
    pumping = true
    try {
      if (timer !== null) clock.clearTimeout(timer)
      timer = null
      while (!paused && size() > 0) {
        const now = clock.monotonic()
        const due = dueAt(now)
        if (due === Infinity) break
        if (due > now) {
          timer = clock.setTimeout(pump, Math.ceil(due - now))
          break
        }
        void send()
      }
    } finally {
      pumping = false
    }
    listen()
  }

  let unsubscribes: (() => void)[] = []
  /** Limits outlive rooms, so one must not keep the room, client and secret behind a lane in which nobody waits. */
  const listen = () => {
    if (size() === 0) for (const stop of unsubscribes.splice(0)) stop()
    else if (unsubscribes.length === 0) unsubscribes = slidingWindow.map((each) => each.onOpen(pump))
  }

  /** What the next call carries; empty where nothing may leave any more. */
  const next = (): T[] => {
    const together = apart.shift()
    if (together) return together.filter(mayLeave)
    const items: T[] = []
    while (items.length < batch) {
      const item = line.shift()
      if (item === undefined) break
      items.push(item)
    }
    return items
  }

  const send = async () => {
    const items = next()
    if (items.length === 0) return
    for (const each of slidingWindow) each.take(clock.monotonic())
    let sent: number | null = null
    try {
      await run(items, () => (sent = clock.monotonic()))
    } catch {
      // Whoever runs the calls logs what fails and answers for its items. The lane goes on with the next ones.
    } finally {
      const now = clock.monotonic()
      for (const each of slidingWindow) {
        if (sent === null) each.giveBack()
        else each.answered(sent, now)
      }
    }
  }

  return {
    push(item, place) {
      line.push(item, place)
      // A timer that runs already is due no later than this item could leave.
      if (timer === null) pump()
    },
    pushApart(items) {
      apart.push(items)
      if (timer === null) pump()
    },
    clear() {
      const items = [...apart.flat(), ...line.clear()]
      apart = []
      pump()
      return items
    },
    queued: size,
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
