import type { DeckKey, KeyGift } from '../../../shared/contract/deck.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'
import { useDeck } from './store.ts'
import { useCallback } from 'react'
import { useFormat } from '../../i18n/format.ts'

/** One gift of one connection: what a key and a receipt have in common. */
export const giftIdentity = ({ vendor, giftId, value }: Pick<KeyGift, 'vendor' | 'giftId' | 'value'>) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

export const giftOfReceipt = ({ vendor }: Receipt, { giftId, value }: Gift) => giftIdentity({ vendor, giftId, value })

/** What names a gift that kept no name: the key of its own room's deck that holds it alone. The core names it likewise. */
function keyOfGift(deck: NamingDeck, receipt: Receipt, gift: Gift): DeckKey | undefined {
  if (deck.room !== receipt.roomName) return undefined
  const wanted = giftOfReceipt(receipt, gift)
  return deck.keys?.find(({ gifts: [one, ...more] }) => one && more.length === 0 && giftIdentity(one) === wanted)
}

interface NamingDeck {
  room: string | null
  keys: readonly DeckKey[] | null
}

/** A send's icon and name, as at the press, else by the deck's key where it has one. */
export function useGiftLook(receipt: Receipt) {
  const keys = useDeck((deck) => deck.keys)
  const room = useDeck((deck) => deck.room)
  const nameOf = useGiftName()
  const { gift, giftIcon } = receipt
  const icon = gift === undefined ? '💬' : (giftIcon ?? keyOfGift({ room, keys }, receipt, gift)?.icon ?? '🎁')
  return { icon, name: nameOf(receipt) }
}

/** Takes the triangle off a gift's key: its troubles up to this one have been looked at. */
export function lookedAt(receipt: Receipt) {
  if (receipt.gift === undefined) return
  const gift = giftOfReceipt(receipt, receipt.gift)
  useDeck.setState(({ lookedUpTo }) => ({
    lookedUpTo: { ...lookedUpTo, [gift]: Math.max(receipt.seq, lookedUpTo[gift] ?? 0) },
  }))
}

/** `Rose ×10`, by its name at the press, else the deck's where it has one; an announcement is its own text in quotes. */
export function useGiftName() {
  const keys = useDeck((deck) => deck.keys)
  const room = useDeck((deck) => deck.room)
  const { number } = useFormat()
  return useCallback(
    (receipt: Receipt) => {
      const { gift, giftName, announcement } = receipt
      if (gift === undefined) return `“${announcement?.text ?? ''}”`
      const name = giftName ?? keyOfGift({ room, keys }, receipt, gift)?.label ?? gift.giftId
      return `${name} ×${number(gift.count)}`
    },
    [room, keys, number],
  )
}
