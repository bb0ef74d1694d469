/**
 * One vendor limit: so many calls in any sliding second, as the vendor's clock stamps them. Pure; times in ms of a
 * monotonic clock.
 *
 * Every call holds one slot. The slot opens again one window after the latest instant at which the vendor can have
 * stamped the call, which the call's own round trip proves: its answer cannot have left the vendor later than
 * `answered - (shortest way back)`, and the next call cannot arrive earlier than `sent + (shortest way there)`. So the
 * two stamps lie a whole window apart when `sent >= answered + window - shortestRoundTrip`, whatever the network does
 * in between and with no guessed margin.
 */
export interface SlidingWindow {
  /** When the next call may leave: `t` for now, Infinity when only an answer can tell. */
  dueAt(t: number): number
  take(t: number): void
  /** The call that left at `sent` was answered, or given up, at `t`. */
  answered(sent: number, t: number): void
  /** Releases a slot that was taken although no call was sent. */
  giveBack(): void
  /** Calls that left before this process could count them, as of `t`. */
  assumeUsed(count: number, t: number): void
  setLimit(perSecond: number): void
  limit(): number
  /** Slots not open at `t`. */
  used(t: number): number
  /** Calls `listener` whenever a slot may have opened. Returns a function that removes the listener. */
  onOpen(listener: () => void): () => void
}

const windowMs = 1_000
/** Covers the vendor's whole-millisecond stamps. */
const roundingMs = 0.5
/** A lane that fell behind, by a busy event loop say, catches up at five quarters of its rate; slots still bound it. */
const hurry = 0.8
/** How much timer lateness is paid back by closer calls; in a smooth lane so little that no gap echoes a second later. */
const catchUpMs = { smooth: 5, plain: 20 }
/** Network paths change, so the shortest round trip is that of the last half to whole minute. */
const roundTripEraMs = 30_000
/** So many of the shortest round trips tell how far the shortest may still be from the shortest possible. */
const keptShortest = 8
const enoughCalls = 20

export function createSlidingWindow(options: { perSecond: number; smooth: boolean }): SlidingWindow {
  let limit = options.perSecond
  let inFlight = 0
  /** Instants at which calls were answered, rising: a release never comes before an earlier one. */
  const held = new InstantQueue()
  const roundTrip = shortestRoundTrip()
  const listeners = new Set<() => void>()
  const tell = () => [...listeners].forEach((listener) => listener())
  /** The instant the evenly paced schedule has reached; bursts run ahead of it. */
  let schedule = -Infinity
  let lastSent = -Infinity
  let someoneWaits = false

  const pace = () => (options.smooth ? 1 : hurry) * (windowMs / limit)
  const catchUp = options.smooth ? catchUpMs.smooth : catchUpMs.plain
  const burst = () => Math.max(1, Math.floor(limit / 10))
  const reopensAfter = () => windowMs + roundingMs - roundTrip.get()

  const release = (t: number) => {
    while (held.size > 0 && held.first() + reopensAfter() <= t) held.shift()
  }

  /** While someone waits, what is left of a window is spread evenly, so that a full second cannot echo for ever. */
  const spread = (t: number, due: number, taken: number) => {
    const firstOpens = held.size > 0 ? held.first() + reopensAfter() : lastSent + windowMs
    const even = lastSent + Math.max(pace(), (firstOpens - lastSent) / (limit - taken + 1))
    return Math.max(due, Math.min(even, Math.max(firstOpens, t)))
  }

  return {
    dueAt(t) {
      release(t)
      const taken = inFlight + held.size
      const paced = schedule - (burst() - 1) * pace()
      let due = Math.max(paced, t)
      if (taken >= limit) due = held.size > 0 ? Math.max(held.first() + reopensAfter(), paced) : Infinity
      if (options.smooth && taken > 0 && taken <= limit && due < Infinity && (someoneWaits || due > t)) {
        someoneWaits = true
        return spread(t, due, taken)
      }
      return due
    },
    take(t) {
      inFlight++
      if (options.smooth && someoneWaits) {
        lastSent = Math.max(lastSent + pace(), t - catchUp)
        schedule = lastSent + burst() * pace()
      } else {
        lastSent = t
        schedule = Math.max(schedule, t - catchUp) + pace()
      }
      someoneWaits = false
    },
    answered(sent, t) {
      inFlight--
      roundTrip.learn(t - sent, t)
      held.push(t)
      tell()
    },
    giveBack() {
      inFlight--
      tell()
    },
    assumeUsed(count, t) {
      for (let i = 0; i < Math.min(count, limit); i++) held.push(t)
    },
    setLimit(perSecond) {
      limit = Math.max(1, Math.floor(perSecond))
      tell()
    },
    limit: () => limit,
    used(t) {
      release(t)
      return inFlight + held.size
    },
    onOpen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

interface Era {
  /** The shortest round trips, ascending. */
  shortest: readonly number[]
  calls: number
}
const nothing: Era = { shortest: [], calls: 0 }

/**
 * A floor under every round trip to come. Jitter makes the shortest one seen longer than the shortest possible, by about
 * as much as the few shortest differ; twice that is taken off, so that no slot opens too early.
 */
function shortestRoundTrip() {
  let era = 0
  let present = nothing
  let last = nothing
  return {
    get() {
      if (present.calls + last.calls < enoughCalls) return 0
      const sorted = [...present.shortest, ...last.shortest].toSorted((a, b) => a - b)
      const first = sorted[0]!
      return Math.max(0, first - 2 * (sorted[keptShortest - 1]! - first))
    },
    learn(roundTrip: number, t: number) {
      const now = Math.floor(t / roundTripEraMs)
      if (now !== era) {
        last = now === era + 1 ? present : nothing
        present = nothing
        era = now
      }
      const { shortest, calls } = present
      const isShort = calls < keptShortest || roundTrip < shortest.at(-1)!
      present = {
        shortest: isShort ? [...shortest, roundTrip].toSorted((a, b) => a - b).slice(0, keptShortest) : shortest,
        calls: calls + 1,
      }
    },
  }
}

/** First in, first out in constant time. */
class InstantQueue {
  #items: number[] = []
  #head = 0

  get size() {
    return this.#items.length - this.#head
  }
  first() {
    return this.#items[this.#head]!
  }
  push(instant: number) {
    this.#items.push(instant)
  }
  shift() {
    if (++this.#head > 1_024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
  }
}
