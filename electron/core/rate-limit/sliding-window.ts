/**
 * One vendor limit: a number of calls in any sliding second, by the time at which the vendor receives them. It has no
 * clock of its own: all times are passed in, in ms of a monotonic clock.
 *
 * Every call occupies one slot. The slot is free again one window after the latest instant at which the vendor can have
 * received the call. The round trip bounds that instant: the answer cannot have left the vendor later than
 * `answered - (shortest way back)`, and the next call cannot arrive earlier than `sent + (shortest way there)`. So the
 * vendor receives the two calls at least one window apart if `sent >= answered + window - shortestRoundTrip`. This holds
 * for any network delay and needs no guessed margin.
 */
export interface SlidingWindow {
  /** When the next call may be sent: `t` for now, Infinity if a call in flight must be answered first. */
  dueAt(t: number): number
  take(t: number): void
  /** The call sent at `sent` was answered, or given up, at `t`. */
  answered(sent: number, t: number): void
  /** Releases a slot that was taken although no call was sent. */
  giveBack(): void
  /** Occupies slots at `t` for calls that the previous run sent. */
  assumeUsed(count: number, t: number): void
  setLimit(perSecond: number): void
  limit(): number
  /** Occupied slots at `t`. */
  used(t: number): number
  /** Calls `listener` when a call may be sent earlier than `dueAt` said. Returns a function that removes the listener. */
  onOpen(listener: () => void): () => void
}

const windowMs = 1_000
/** Added to the window, because the vendor's timestamps are whole milliseconds. */
const roundingMs = 0.5
/**
 * Factor on the pace of a lane that is not smooth. After a delay, for example by a busy event loop, it catches up at 5/4
 * of its rate; the slots still bound it.
 */
const catchUpFactor = 0.8
/**
 * How much of a late timer is made up by sending the next calls closer together. A smooth lane makes up little, so that
 * the gap and the calls after it do not recur every second.
 */
const catchUpMs = { smooth: 5, plain: 20 }
/** Network paths change, so the shortest round trip is taken from the last 30 to 60 seconds. */
const roundTripEraMs = 30_000
/**
 * The spread of this many shortest round trips estimates how far the shortest is above the shortest possible. Of few calls
 * more are needed: with eight, one backlog in a thousand exceeded the limit at 5 to 40 calls a second.
 */
const keptShortest = { ofFew: 12, ofMany: 8 }
const manyCalls = 200
/** With fewer calls the shortest round trip counts as 0, which keeps each slot for the full window. */
const enoughCalls = 20

export function createSlidingWindow(options: { perSecond: number; smooth: boolean }): SlidingWindow {
  let limit = options.perSecond
  let inFlight = 0
  /** The instants at which calls were answered, in ascending order, so that slots are released in order. */
  const held = new InstantQueue()
  const roundTrip = shortestRoundTrip()
  const listeners = new Set<() => void>()
  const notify = () => [...listeners].forEach((listener) => listener())
  /** The instant that the evenly paced schedule has reached. A burst runs ahead of it. */
  let schedule = -Infinity
  let lastSent = -Infinity
  let isCallWaiting = false

  const pace = () => (options.smooth ? 1 : catchUpFactor) * (windowMs / limit)
  const catchUp = options.smooth ? catchUpMs.smooth : catchUpMs.plain
  const burst = () => Math.max(1, Math.floor(limit / 10))
  const reopensAfter = () => windowMs + roundingMs - roundTrip.get()

  const release = (t: number) => {
    while (held.size > 0 && held.first() + reopensAfter() <= t) held.shift()
  }

  /**
   * While a call is waiting, spreads the free slots evenly over the rest of the window. Otherwise calls that filled one
   * window in a burst would repeat the burst in every later window.
   */
  const spread = (t: number, due: number, taken: number) => {
    const firstFreeAt = held.size > 0 ? held.first() + reopensAfter() : lastSent + windowMs
    const even = lastSent + Math.max(pace(), (firstFreeAt - lastSent) / (limit - taken + 1))
    return Math.max(due, Math.min(even, Math.max(firstFreeAt, t)))
  }

  return {
    dueAt(t) {
      release(t)
      const taken = inFlight + held.size
      const paced = schedule - (burst() - 1) * pace()
      let due = Math.max(paced, t)
      if (taken >= limit) due = held.size > 0 ? Math.max(held.first() + reopensAfter(), paced) : Infinity
      if (options.smooth && taken > 0 && taken <= limit && due < Infinity && (isCallWaiting || due > t)) {
        isCallWaiting = true
        return spread(t, due, taken)
      }
      return due
    },
    take(t) {
      inFlight++
      if (options.smooth && isCallWaiting) {
        lastSent = Math.max(lastSent + pace(), t - catchUp)
        schedule = lastSent + burst() * pace()
      } else {
        lastSent = t
        schedule = Math.max(schedule, t - catchUp) + pace()
      }
      isCallWaiting = false
    },
    answered(sent, t) {
      inFlight--
      const before = roundTrip.get()
      roundTrip.record(t - sent, t)
      held.push(t)
      // In all other cases `dueAt` has named the instant at which an earlier slot opens.
      if (held.size === 1 || roundTrip.get() > before) notify()
    },
    giveBack() {
      inFlight--
      notify()
    },
    assumeUsed(count, t) {
      for (let i = 0; i < Math.min(count, limit); i++) held.push(t)
    },
    setLimit(perSecond) {
      limit = Math.max(1, Math.floor(perSecond))
      notify()
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

/** The shortest round trips of an era in ms, ascending, and the number of its calls. */
class Era {
  readonly shortest: number[] = []
  calls = 0

  /** Returns whether this round trip is one of the shortest. */
  record(roundTrip: number): boolean {
    const { shortest } = this
    this.calls++
    if (shortest.length === keptShortest.ofFew && roundTrip >= shortest.at(-1)!) return false
    const longer = shortest.findIndex((each) => each > roundTrip)
    shortest.splice(longer < 0 ? shortest.length : longer, 0, roundTrip)
    shortest.length = Math.min(shortest.length, keptShortest.ofFew)
    return true
  }
}

/**
 * A lower bound of all later round trips, in ms. Because of jitter the shortest measured round trip is longer than the
 * shortest possible, by about the spread of the shortest few. Twice that spread is subtracted, so that no slot is freed
 * too early.
 */
function shortestRoundTrip() {
  let era = 0
  let present = new Era()
  let last = new Era()
  let bound = 0
  const findBound = (calls: number) => {
    const kept = calls < manyCalls ? keptShortest.ofFew : keptShortest.ofMany
    const sorted = [...present.shortest, ...last.shortest].toSorted((a, b) => a - b)
    const first = sorted[0]!
    return Math.max(0, first - 2 * (sorted[kept - 1]! - first))
  }
  return {
    get: () => bound,
    record(roundTrip: number, t: number) {
      const now = Math.floor(t / roundTripEraMs)
      const isNewEra = now !== era
      if (isNewEra) {
        last = now === era + 1 ? present : new Era()
        present = new Era()
        era = now
      }
      const isShort = present.record(roundTrip)
      const calls = present.calls + last.calls
      if (calls < enoughCalls) bound = 0
      else if (isShort || isNewEra || calls === enoughCalls) bound = findBound(calls)
    },
  }
}

/** A FIFO queue with constant-time operations. */
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
