import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import { isFailed, isRunning } from '../../../shared/domain/send-states.ts'
import { giftIdentity, giftOfReceipt } from './gift-names.ts'

export interface KeyStatus {
  /** Sends that have not ended yet, and the sequence number of the oldest one's press; Infinity = none. */
  running: number
  oldestRunning: number
  /** Sequence number and time (ms since 1970) of the newest delivery; 0 = none. */
  delivered: number
  deliveredAt: number
  /** The newest failure that the host has not seen, and how many there are. */
  trouble: Receipt | undefined
  troubles: number
}

const noMark: KeyStatus = {
  running: 0,
  oldestRunning: Infinity,
  delivered: 0,
  deliveredAt: 0,
  trouble: undefined,
  troubles: 0,
}

/**
 * Returns the status of each gift. A failure counts if it is not older than `since` and newer than the last one that
 * the host has seen (`lookedUpTo`, by gift).
 */
export function keyStatusesOf(
  receipts: Iterable<Receipt>,
  since: string | null,
  lookedUpTo: Readonly<Record<string, number>>,
): ReadonlyMap<string, KeyStatus> {
  const keyStatuses = new Map<string, KeyStatus>()
  for (const receipt of receipts) {
    if (receipt.gift === undefined) continue
    const gift = giftOfReceipt(receipt, receipt.gift)
    const keyStatus = keyStatuses.get(gift) ?? { ...noMark }
    const isNews = since !== null && receipt.updatedAt >= since
    if (isRunning(receipt.state)) {
      keyStatus.running += 1
      keyStatus.oldestRunning = Math.min(keyStatus.oldestRunning, receipt.pressed)
    }
    if (receipt.state === 'delivered' && receipt.seq > keyStatus.delivered) {
      keyStatus.delivered = receipt.seq
      keyStatus.deliveredAt = Date.parse(receipt.updatedAt)
    }
    if (isNews && isFailed(receipt.state) && receipt.seq > (lookedUpTo[gift] ?? 0)) {
      keyStatus.troubles += 1
      if (receipt.seq > (keyStatus.trouble?.seq ?? 0)) keyStatus.trouble = receipt
    }
    keyStatuses.set(gift, keyStatus)
  }
  return keyStatuses
}

/** Returns the status of a key. A key with two gifts runs while one of them runs, and has failed if one has failed. */
export function statusOfKey(keyStatuses: ReadonlyMap<string, KeyStatus>, { gifts }: DeckKey): KeyStatus {
  const [one = noMark, other] = gifts.map((gift) => keyStatuses.get(giftIdentity(gift)) ?? noMark)
  if (other === undefined) return one
  const newer = (one.trouble?.seq ?? 0) >= (other.trouble?.seq ?? 0) ? one : other
  return {
    running: one.running + other.running,
    oldestRunning: Math.min(one.oldestRunning, other.oldestRunning),
    delivered: Math.max(one.delivered, other.delivered),
    deliveredAt: Math.max(one.deliveredAt, other.deliveredAt),
    trouble: newer.trouble,
    troubles: one.troubles + other.troubles,
  }
}
