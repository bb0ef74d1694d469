import type { Reading } from '../../../shared/contract/counts.ts'
import { iso, minuteMs } from '../../../shared/domain/time.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Totals, Trouble } from '../vendors/vendor.ts'
import type { ConnectionCounts } from './connection-counts.ts'
import { countAsBefore, countFrom, type Session } from './session.ts'
import { perMinute } from '../../../shared/domain/rates.ts'
import { describeFailure } from '../vendors/describe-failure.ts'

/** The counts for a vendor without totals. They are made of delivered receipts, so they lack the gifts of viewers. */
interface ReceiptCounts extends ConnectionCounts {
  delivered(send: Send): void
  close(): void
}

/** What was delivered over one connection since the program began. It is kept when the room's settings change. */
interface Tally {
  gifts: number
  senders: Set<string>
  at: number
}

export interface ReceiptCounters {
  of(key: string, now: number): Tally
}

export function createReceiptCounters(): ReceiptCounters {
  const known = new Map<string, Tally>()
  return {
    of(key, now) {
      const tally = known.get(key) ?? { gifts: 0, senders: new Set(), at: now }
      known.set(key, tally)
      return tally
    },
  }
}

export function createReceiptCounts(deps: {
  clock: Clock
  policy: Policy['counts']
  roomId: string
  receiver: string
  tally: Tally
  session: Session
  onReading(reading: Reading): void
}): ReceiptCounts {
  const { clock, tally, session } = deps
  const totals = (): Totals => ({
    totalCount: tally.gifts,
    totalCoins: null,
    senderCount: tally.senders.size,
    sequence: null,
  })
  let publishTimer: Timer | null = null
  const publish = () => {
    publishTimer = null
    deps.onReading(reading())
  }
  const countFromNow = () => countFrom(session, { totals: totals(), at: clock.now() }, 0)
  const reading = (): Reading => ({
    vendor: 'zego',
    roomId: deps.roomId,
    receiver: deps.receiver,
    source: 'receipts',
    ...totals(),
    at: iso(tally.at),
    ...readSession(session),
    stale: false,
    trouble: null,
    perMinute: { gifts: null, coins: null },
    everyMs: null,
    fromGiftdeckInTotal: session.fromGiftdeck,
  })
  if (!session.baseline) countFromNow()

  return {
    readings: () => [reading()],
    refresh: () => Promise.resolve(),
    resetBaseline() {
      countFromNow()
      deps.onReading(reading())
    },
    undoBaseline() {
      const undone = countAsBefore(session)
      if (undone) deps.onReading(reading())
      return undone
    },
    trouble: () => null,
    delivered({ gift }) {
      if (!gift) return
      const pieces = piecesOf({ gift })
      tally.gifts += pieces
      tally.senders.add(typeof gift.from === 'string' ? gift.from : gift.from.userId)
      tally.at = clock.now()
      session.fromGiftdeck += pieces
      publishTimer ??= clock.setTimeout(publish, deps.policy.publishEveryMs)
    },
    close() {
      if (publishTimer !== null) clock.clearTimeout(publishTimer)
    },
  }
}

/** The totals of one receiver as they were last read. */
interface ReceiverCounts {
  totals: Totals | null
  /** The wall-clock time of the last reading in ms since 1970; null before the first. */
  at: number | null
  /** The same instant by the `elapsed` clock, from which the age of the totals is computed. */
  readAt: number
  /** The readings of about the last minute. Their times are those of the monotonic clock in ms. */
  recent: readonly { at: number; totals: Totals }[]
  trouble: Trouble | null
}

export const nothingRead = (): ReceiverCounts => ({ totals: null, at: null, readAt: 0, recent: [], trouble: null })

/** Adds a reading, and drops the old ones that the rate of the last minute no longer needs. */
export function withRecent(recent: ReceiverCounts['recent'], next: { at: number; totals: Totals }) {
  const first = recent.findLastIndex(({ at }) => next.at - at >= minuteMs)
  return [...recent.slice(Math.max(0, first)), next]
}

const none: Totals = { totalCount: null, totalCoins: null, senderCount: null, sequence: null }
const withoutSequence = ({ totalCount, totalCoins, senderCount }: Totals) => ({ totalCount, totalCoins, senderCount })

const readSession = ({ baseline, earlier, fromGiftdeck }: Session) => ({
  baseline: baseline && { ...withoutSequence(baseline.totals), at: iso(baseline.at) },
  earlierBaseline: earlier && iso(earlier.baseline.at),
  fromGiftdeck,
})

export function toReading(
  counts: ReceiverCounts,
  of: {
    roomId: string
    receiver: string
    session: Session
    /** Delivered pieces that the totals may lack. */
    oursSinceReading: number
    ageMs: number
    staleAfterMs: number
    intervalMs: number
  },
): Reading {
  const { totals, at, recent, trouble } = counts
  const rate = (of: 'totalCount' | 'totalCoins') =>
    perMinute(recent.map(({ at, totals }) => ({ at, value: totals[of] })))
  return {
    vendor: 'tencent',
    roomId: of.roomId,
    receiver: of.receiver,
    source: 'vendor',
    ...(totals ?? none),
    at: at === null ? null : iso(at),
    ...readSession(of.session),
    fromGiftdeckInTotal: of.session.fromGiftdeck - of.oursSinceReading,
    stale: at === null ? trouble !== null : of.ageMs > of.staleAfterMs,
    trouble: describeFailure(trouble),
    perMinute: { gifts: rate('totalCount'), coins: rate('totalCoins') },
    everyMs: of.intervalMs,
  }
}
