import type { DeckKey, KeyGift } from '../../../shared/contract/deck.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'

/** One gift of one connection: what a key and a receipt have in common. */
export const giftIdentity = ({ vendor, giftId, value }: Pick<KeyGift, 'vendor' | 'giftId' | 'value'>) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

export const giftOfReceipt = ({ vendor }: Receipt, { giftId, value }: Gift) => giftIdentity({ vendor, giftId, value })

/** What names a gift that kept no name: the key of its own room's deck that holds it alone. The core names it likewise. */
export function keyOfGift(deck: NamingDeck, receipt: Receipt, gift: Gift): DeckKey | undefined {
  if (deck.room !== receipt.roomName) return undefined
  const wanted = giftOfReceipt(receipt, gift)
  return deck.keys?.find(({ gifts: [one, ...more] }) => one && more.length === 0 && giftIdentity(one) === wanted)
}

export interface NamingDeck {
  room: string | null
  keys: readonly DeckKey[] | null
}
