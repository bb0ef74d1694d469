import type { Reading } from '../../../shared/contract/counts.ts'
import { iso } from '../../../shared/iso.ts'
import { perMinute } from '../../../shared/per-minute.ts'
import { wordTrouble } from '../vendors/word-trouble.ts'
import type { Totals, Trouble } from '../vendors/vendor.ts'
import type { Session } from './session.ts'

/** What is known of one receiver's totals. Times in ms since 1970. */
export interface ReceiverCounts {
  totals: Totals | null
  at: number | null
  /** The same instant by `elapsed`: how old the totals are. */
  readAt: number
  /** The readings of the last minute or so, by the monotonic clock. */
  recent: readonly { at: number; totals: Totals }[]
  trouble: Trouble | null
}

export const nothingRead = (): ReceiverCounts => ({ totals: null, at: null, readAt: 0, recent: [], trouble: null })

const minuteMs = 60_000

/** Keeps what the rate of the last minute needs, and no more. */
export function withRecent(recent: ReceiverCounts['recent'], next: { at: number; totals: Totals }) {
  const first = recent.findLastIndex(({ at }) => next.at - at >= minuteMs)
  return [...recent.slice(Math.max(0, first)), next]
}

const none: Totals = { totalCount: null, totalCoins: null, senderCount: null, sequence: null }
const shown = ({ totalCount, totalCoins, senderCount }: Totals) => ({ totalCount, totalCoins, senderCount })

export const readSession = ({ baseline, earlier, fromGiftdeck }: Session) => ({
  baseline: baseline && { ...shown(baseline.totals), at: iso(baseline.at) },
  earlierBaseline: earlier && iso(earlier.baseline.at),
  fromGiftdeck,
})

export function toReading(
  counts: ReceiverCounts,
  of: { roomId: string; receiver: string; session: Session; ageMs: number; staleAfterMs: number; intervalMs: number },
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
    stale: at === null ? trouble !== null : of.ageMs > of.staleAfterMs,
    trouble: wordTrouble(trouble),
    perMinute: { gifts: rate('totalCount'), coins: rate('totalCoins') },
    everyMs: of.intervalMs,
  }
}
