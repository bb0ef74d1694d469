import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'

const identity = (vendor: Vendor, giftId: string, value: number | undefined) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

/** One gift of one connection: what a key and a receipt have in common. */
export const giftOfKey = (key: DeckKey) => identity(key.vendor, key.giftId, key.value)

export const giftOfReceipt = ({ vendor }: Receipt, gift: Gift) => identity(vendor, gift.giftId, gift.value)

export const keyOfGift = (keys: readonly DeckKey[] | null, receipt: Receipt, gift: Gift): DeckKey | undefined =>
  keys?.find((key) => giftOfKey(key) === giftOfReceipt(receipt, gift)) ??
  keys?.find((key) => key.vendor === receipt.vendor && key.giftId === gift.giftId)
