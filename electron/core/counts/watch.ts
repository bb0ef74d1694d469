import type { Reading } from '../../../shared/contract/counts.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Timer } from '../ports.ts'
import { stackOf } from '../platform/run-safely.ts'
import { shareRead } from '../rate-limit/shared-reads.ts'
import type { Answer, Totals, Trouble } from '../vendors/vendor.ts'
import { nothingRead, toReading, withRecent } from './receipt-counts.ts'
import { countAsBefore, countFrom, type Session } from './session.ts'

/** Polls one receiver's totals, one request in flight. */
export interface Watch {
  reading(): Reading
  /** Why the last reading failed. */
  trouble(): Trouble | null
  /** Waits for a reading that began after this call. All who ask meanwhile share one. */
  refresh(): Promise<Reading>
  /** A gift ended: read soon, but not once per gift of a burst. */
  readSoon(): void
  resetBaseline(): void
  /** False where no reset can be undone. */
  undoBaseline(): boolean
  /** So many pieces of ours were delivered. */
  delivered(pieces: number): void
  close(): void
}

/** When a reading's request was sent and when its answer arrived, both monotonic. Hints depend on the order. */
export interface ReadingTimes {
  from: number
  to: number
}

export interface WatchDeps {
  clock: Clock
  log: Pick<Log, 'error'>
  policy: Pick<Policy, 'counts' | 'sharedReads'>
  roomId: string
  receiver: string
  session: Session
  /** How often to read, as things stand. */
  intervalMs(): number
  /** Through the lane of the vendor's limit; `left` is called right before each attempt's first byte. */
  read(priority: 0 | 1, onSent: () => void): Promise<Answer<Totals>>
  onReading(reading: Reading): void
  /** Every successful reading, for the hints of unknown gifts. */
  onTotals(totals: Totals, times: ReadingTimes): void
}

export function createWatch(deps: WatchDeps): Watch {
  const { clock, session } = deps
  const { readSoonMs, longestBackOffMs, staleAfterIntervalsCount } = deps.policy.counts
  const staleAfterMs = () => staleAfterIntervalsCount * deps.intervalMs()
  const counts = nothingRead()
  let timer: Timer | null = null
  let staleTimer: Timer | null = null
  let dueAt = Infinity
  let lastStarted = -Infinity
  let failures = 0
  let inFlight: Promise<void> | null = null
  let closed = false
  /** Pieces of ours since this watch began, and how many of them the last reading may lack. */
  let ours = 0
  let oursWhenLeft = 0
  const oursSinceReading = () => ours - oursWhenLeft

  const reading = () => {
    const { roomId, receiver } = deps
    return toReading(counts, {
      roomId,
      receiver,
      session,
      ageMs: clock.elapsed() - counts.readAt,
      staleAfterMs: staleAfterMs(),
      intervalMs: deps.intervalMs(),
    })
  }

  async function readOnce(priority: 0 | 1) {
    let oursThen = ours
    const answer = await deps.read(priority, () => {
      lastStarted = clock.monotonic()
      oursThen = ours
    })
    if (closed) return
    if (answer.ok) take(answer.value, oursThen)
    else {
      failures++
      counts.trouble = answer.trouble
    }
    deps.onReading(reading())
  }

  /** The next reading is planned even if this one failed. */
  async function readSafely(priority: 0 | 1) {
    try {
      await readOnce(priority)
    } catch (error) {
      failures++
      deps.log.error('A reading failed inside Giftdeck.', { stack: stackOf(error) })
    }
  }

  function take(totals: Totals, oursThen: number) {
    const to = clock.monotonic()
    failures = 0
    oursWhenLeft = oursThen
    counts.trouble = null
    counts.totals = totals
    counts.at = clock.now()
    counts.readAt = clock.elapsed()
    counts.recent = withRecent(counts.recent, { at: to, totals })
    if (!session.baseline) countFrom(session, { totals, at: counts.at }, oursSinceReading())
    deps.onTotals(totals, { from: lastStarted, to })
    if (staleTimer !== null) clock.clearTimeout(staleTimer)
    // A vendor that keeps a call waiting would otherwise leave an old number looking fresh.
    staleTimer = clock.setTimeout(() => deps.onReading(reading()), staleAfterMs() + 1)
  }

  const start = (priority: 0 | 1) => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    dueAt = Infinity
    lastStarted = clock.monotonic()
    inFlight = readSafely(priority).then(() => {
      inFlight = null
      plan(nextIn())
    })
    return inFlight
  }

  /** A fault of the connection itself is not asked about every two seconds: enough wrong sign-ins lock an account out. */
  const nextIn = () =>
    counts.trouble?.state === 'refused' && counts.trouble.pauses
      ? longestBackOffMs
      : Math.max(deps.intervalMs(), Math.min(longestBackOffMs, deps.intervalMs() * 2 ** failures))

  const plan = (inMs: number) => {
    const at = clock.monotonic() + inMs
    if (closed || inFlight || at >= dueAt) return
    if (timer !== null) clock.clearTimeout(timer)
    dueAt = at
    timer = clock.setTimeout(() => start(1), inMs)
  }

  const refresh = shareRead({ clock, policy: deps.policy.sharedReads }, async () => {
    // A reading that is under way may have left before what the caller wants to see.
    while (inFlight) await inFlight
    if (!closed) await start(0)
    return reading()
  })

  void start(1)

  return {
    reading,
    trouble: () => counts.trouble,
    refresh,
    readSoon() {
      if (inFlight) void inFlight.then(() => plan(readSoonMs))
      else plan(Math.max(0, lastStarted + readSoonMs - clock.monotonic()))
    },
    resetBaseline() {
      const { totals, at } = counts
      countFrom(session, totals && at !== null ? { totals, at } : null, oursSinceReading())
      deps.onReading(reading())
    },
    undoBaseline() {
      const undone = countAsBefore(session)
      if (undone) deps.onReading(reading())
      return undone
    },
    delivered(pieces) {
      ours += pieces
      session.fromGiftdeck += pieces
    },
    close() {
      closed = true
      for (const each of [timer, staleTimer]) if (each !== null) clock.clearTimeout(each)
    },
  }
}
