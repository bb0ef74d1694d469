import type { Reading } from '../../../shared/contract/counts.ts'
import type { Totals, Trouble } from '../vendors/vendor.ts'
import { english } from '../../../shared/sentences/sentences.ts'

/** What is known of one receiver's totals. Times in ms since 1970. */
export interface ReceiverCounts {
  totals: Totals | null
  at: number | null
  baseline: { totals: Totals; at: number } | null
  trouble: Trouble | null
  /** Pieces of ours that were delivered since the baseline. */
  fromGiftdeck: number
}

export const nothingRead = (): ReceiverCounts => ({
  totals: null,
  at: null,
  baseline: null,
  trouble: null,
  fromGiftdeck: 0,
})

const none: Totals = { totalCount: null, totalCoins: null, senderCount: null, sequence: null }
const iso = (ms: number) => new Date(ms).toISOString()
const shown = ({ totalCount, totalCoins, senderCount }: Totals) => ({ totalCount, totalCoins, senderCount })

/** Stale after three intervals without a reading. */
export function toReading(
  counts: ReceiverCounts,
  of: { roomId: string; receiver: string; now: number; intervalMs: number },
): Reading {
  const { totals, at, baseline, trouble } = counts
  return {
    vendor: 'tencent',
    roomId: of.roomId,
    receiver: of.receiver,
    ...(totals ?? none),
    at: at === null ? null : iso(at),
    baseline: baseline && { ...shown(baseline.totals), at: iso(baseline.at) },
    stale: at === null ? trouble !== null : of.now - at > 3 * of.intervalMs,
    trouble: trouble && { reason: trouble.reason, message: english[trouble.reason].happened },
    fromGiftdeck: counts.fromGiftdeck,
  }
}
