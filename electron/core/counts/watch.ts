import type { Reading } from '../../../shared/contract/counts.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Timer } from '../ports.ts'
import { stackOf } from '../platform/run-safely.ts'
import { shareRead } from '../rate-limit/shared-reads.ts'
import type { Answer, Totals, Trouble } from '../vendors/vendor.ts'
import { nothingRead, toReading, withRecent } from './receipt-counts.ts'
import { countAsBefore, countFrom, type Session } from './session.ts'

/** Polls the totals of one receiver, with at most one request in flight. */
export interface Watch {
  reading(): Reading
  /** Why the last reading failed. */
  trouble(): Trouble | null
  /** Resolves with a reading that began after this call. Concurrent callers share one reading. */
  refresh(): Promise<Reading>
  /** Plans a reading soon after a gift has ended. A burst of gifts causes only one reading. */
  readSoon(): void
  resetBaseline(): void
  /** Undoes the last reset of the baseline. False where there is none to undo. */
  undoBaseline(): boolean
  /** Counts pieces sent by Giftdeck that were delivered. */
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
  /** The present interval between two readings. */
  intervalMs(): number
  /** Reads through the lane of the vendor's limit. `onSent` is called right before each attempt's first byte. */
  read(priority: 0 | 1, onSent: () => void): Promise<Answer<Totals>>
  onReading(reading: Reading): void
  /** Called for every successful reading, from which the hints of unknown gifts are made. */
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
  /** Delivered pieces sent by Giftdeck since this watch began: now, and at the time when the last reading was sent. */
  let ours = 0
  let oursAtReading = 0
  const oursSinceReading = () => ours - oursAtReading

  const reading = () => {
    const { roomId, receiver } = deps
    return toReading(counts, {
      roomId,
      receiver,
      session,
      oursSinceReading: oursSinceReading(),
      ageMs: clock.elapsed() - counts.readAt,
      staleAfterMs: staleAfterMs(),
      intervalMs: deps.intervalMs(),
    })
  }

  async function readOnce(priority: 0 | 1) {
    let oursAtSend = ours
    const answer = await deps.read(priority, () => {
      lastStarted = clock.monotonic()
      oursAtSend = ours
    })
    if (closed) return
    if (answer.ok) take(answer.value, oursAtSend)
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

  function take(totals: Totals, oursAtSend: number) {
    const to = clock.monotonic()
    failures = 0
    oursAtReading = oursAtSend
    counts.trouble = null
    counts.totals = totals
    counts.at = clock.now()
    counts.readAt = clock.elapsed()
    counts.recent = withRecent(counts.recent, { at: to, totals })
    if (!session.baseline) countFrom(session, { totals, at: counts.at }, oursSinceReading())
    deps.onTotals(totals, { from: lastStarted, to })
    if (staleTimer !== null) clock.clearTimeout(staleTimer)
    // The reading is published again when it becomes stale. If the next call hangs, nothing else would show that.
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

  /** A refused sign-in is repeated at the longest interval only, because many of them may lock the account out. */
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
    // A reading in flight may have been sent before the change that the caller wants to see.
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
