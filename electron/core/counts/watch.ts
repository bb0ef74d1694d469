import type { Reading } from '../../../shared/contract/counts.ts'
import type { Clock, Timer } from '../ports.ts'
import { createLane } from '../sending/lane.ts'
import type { RateLimit } from '../sending/limits.ts'
import type { Answer, Totals, Trouble } from '../vendors/vendor.ts'
import { nothingRead, toReading } from './receiver-counts.ts'

/** Polls one receiver's totals, one request in flight, through the lane of the vendor's limit. */
export interface Watch {
  reading(): Reading
  /** Why the last reading failed. */
  trouble(): Trouble | null
  /** Waits for a reading that began after this call. */
  refresh(): Promise<Reading>
  /** A gift ended: read soon, but not once per gift of a burst. */
  readSoon(): void
  resetBaseline(): void
  /** So many pieces of ours were delivered. */
  delivered(pieces: number): void
  close(): void
}

/** When a reading's request left and when its answer came, both monotonic. Hints depend on the order. */
export interface ReadingTimes {
  from: number
  to: number
}

export interface WatchLoan {
  clock: Clock
  roomId: string
  receiver: string
  read(): Promise<Answer<Totals>>
  limit: RateLimit
  onReading(reading: Reading): void
  /** Every successful reading, for the hints of unknown gifts. */
  onTotals(totals: Totals, times: ReadingTimes): void
}

const intervalMs = 2_000
const soonMs = 250
const longestBackOffMs = 30_000

export function createWatch(lent: WatchLoan): Watch {
  const { clock, limit } = lent
  const counts = nothingRead()
  let timer: Timer | null = null
  let dueAt = Infinity
  let lastStarted = -Infinity
  let failures = 0
  let inFlight: Promise<void> | null = null
  let closed = false
  const lane = createLane<() => void>({
    slots: [limit.slots],
    batch: 1,
    clock,
    run: async ([done], left) => {
      left()
      await readOnce()
      done!()
    },
  })

  const reading = () =>
    toReading(counts, { roomId: lent.roomId, receiver: lent.receiver, now: clock.now(), intervalMs })

  async function readOnce() {
    const from = clock.monotonic()
    lastStarted = from
    const answer = await lent.read()
    if (closed) return
    if (answer.ok) {
      failures = 0
      counts.trouble = null
      counts.totals = answer.value
      counts.at = clock.now()
      counts.baseline ??= { totals: answer.value, at: counts.at }
      lent.onTotals(answer.value, { from, to: clock.monotonic() })
    } else {
      failures++
      counts.trouble = answer.trouble
      if (answer.trouble.state === 'waiting' && answer.trouble.slows) limit.slow()
    }
    lent.onReading(reading())
  }

  const start = (urgency: 0 | 1) => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    dueAt = Infinity
    inFlight = new Promise<void>((done) => lane.push(done, { key: lent.receiver, urgency })).then(() => {
      inFlight = null
      plan(nextIn())
    })
    return inFlight
  }

  /** A fault of the connection itself is not asked about every two seconds: enough wrong sign-ins lock an account out. */
  const nextIn = () =>
    counts.trouble?.state === 'refused' && counts.trouble.pauses
      ? longestBackOffMs
      : Math.min(longestBackOffMs, intervalMs * 2 ** failures)

  const plan = (inMs: number) => {
    const at = clock.monotonic() + inMs
    if (closed || inFlight || at >= dueAt) return
    if (timer !== null) clock.clearTimeout(timer)
    dueAt = at
    timer = clock.setTimeout(() => void start(1), inMs)
  }

  void start(1)

  return {
    reading,
    trouble: () => counts.trouble,
    async refresh() {
      // A reading that is under way may have left before what the caller wants to see.
      while (inFlight) await inFlight
      await start(0)
      return reading()
    },
    readSoon() {
      if (inFlight) void inFlight.then(() => plan(soonMs))
      else plan(Math.max(0, lastStarted + soonMs - clock.monotonic()))
    },
    resetBaseline() {
      if (counts.totals && counts.at !== null) counts.baseline = { totals: counts.totals, at: counts.at }
      else counts.baseline = null
      counts.fromGiftdeck = 0
      lent.onReading(reading())
    },
    delivered(pieces) {
      counts.fromGiftdeck += pieces
    },
    close() {
      closed = true
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}
