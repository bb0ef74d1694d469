import type { DeckKey, KeyGift } from '../../../shared/contract/deck.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'
import { useDeck } from './store.ts'
import { useCallback } from 'react'
import { useFormat } from '../../i18n/format.ts'

/** One gift of one vendor, as both a key and a receipt identify it. */
export const giftIdentity = ({ vendor, giftId, value }: Pick<KeyGift, 'vendor' | 'giftId' | 'value'>) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

export const giftOfReceipt = ({ vendor }: Receipt, { giftId, value }: Gift) => giftIdentity({ vendor, giftId, value })

/**
 * The name of a gift whose send stored none: that of the key, in the deck of the send's room, that holds this gift
 * alone. The core uses the same rule.
 */
function keyOfGift(deck: NamingDeck, receipt: Receipt, gift: Gift): DeckKey | undefined {
  if (deck.room !== receipt.roomName) return undefined
  const wanted = giftOfReceipt(receipt, gift)
  return deck.keys?.find(({ gifts: [one, ...more] }) => one && more.length === 0 && giftIdentity(one) === wanted)
}

interface NamingDeck {
  room: string | null
  keys: readonly DeckKey[] | null
}

/** The icon and name of a send: as stored at the press, else from the deck's key, if there is one. */
export function useGiftLook(receipt: Receipt) {
  const keys = useDeck((deck) => deck.keys)
  const room = useDeck((deck) => deck.room)
  const nameOf = useGiftName()
  const { gift, giftIcon } = receipt
  const icon = gift === undefined ? '💬' : (giftIcon ?? keyOfGift({ room, keys }, receipt, gift)?.icon ?? '🎁')
  return { icon, name: nameOf(receipt) }
}

/** Clears the failure icon of a gift's key: the failures up to this one have been seen. */
export function lookedAt(receipt: Receipt) {
  if (receipt.gift === undefined) return
  const gift = giftOfReceipt(receipt, receipt.gift)
  useDeck.setState(({ lookedUpTo }) => ({
    lookedUpTo: { ...lookedUpTo, [gift]: Math.max(receipt.seq, lookedUpTo[gift] ?? 0) },
  }))
}

/**
 * `Rose ×10`, with the name at the press, else the deck's if there is one; an announcement is its own text in quotes.
 */
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
