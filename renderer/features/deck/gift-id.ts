import type { DeckKey, KeyGift } from '../../../shared/contract/deck.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'

/** One gift of one connection: what a key and a receipt have in common. */
export const giftIdentity = ({ vendor, giftId, value }: Pick<KeyGift, 'vendor' | 'giftId' | 'value'>) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

export const giftOfReceipt = ({ vendor }: Receipt, { giftId, value }: Gift) => giftIdentity({ vendor, giftId, value })

/** A single key's name fits better than that of a key that fires another gift too. */
export function keyOfGift(keys: readonly DeckKey[] | null, receipt: Receipt, gift: Gift): DeckKey | undefined {
  const wanted = giftOfReceipt(receipt, gift)
  const exact = keys?.filter(({ gifts }) => gifts.some((one) => giftIdentity(one) === wanted)) ?? []
  return (
    exact.find(({ gifts }) => gifts.length === 1) ??
    exact[0] ??
    keys?.find(({ gifts }) => gifts.some((one) => one.vendor === receipt.vendor && one.giftId === gift.giftId))
  )
}
