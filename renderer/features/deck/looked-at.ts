import type { Receipt } from '../../../shared/contract/send.ts'
import { giftOfReceipt } from './gift-id.ts'
import { useDeck } from './store.ts'

/** Takes the triangle off a gift's key: its troubles up to this one have been looked at. */
export function lookedAt(receipt: Receipt) {
  if (receipt.gift === undefined) return
  const gift = giftOfReceipt(receipt, receipt.gift)
  useDeck.setState(({ lookedUpTo }) => ({
    lookedUpTo: { ...lookedUpTo, [gift]: Math.max(receipt.seq, lookedUpTo[gift] ?? 0) },
  }))
}
