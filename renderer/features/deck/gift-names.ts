import type { DeckKey, KeyGift } from '../../../shared/contract/deck.ts'
import type { Gift, Receipt } from '../../../shared/contract/send.ts'
import { useDeck } from './store.ts'
import { useCallback } from 'react'
import { useFormat } from '../../i18n/format.ts'

/** Returns a text that identifies one gift of one vendor. Keys and receipts with the same gift give the same text. */
export const giftIdentity = ({ vendor, giftId, value }: Pick<KeyGift, 'vendor' | 'giftId' | 'value'>) =>
  vendor === 'zego' ? `zego/${giftId}/${value ?? 1}` : `tencent/${giftId}`

export const giftOfReceipt = ({ vendor }: Receipt, { giftId, value }: Gift) => giftIdentity({ vendor, giftId, value })

/**
 * Returns the key that names a gift if its send stored no name: the key with this gift alone, in the deck of the send's
 * room. The core uses the same rule.
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

/** Returns the icon and name of a send: those stored at the press, else those of a key with this gift. */
export function useGiftLook(receipt: Receipt) {
  const keys = useDeck((deck) => deck.keys)
  const room = useDeck((deck) => deck.room)
  const nameOf = useGiftName()
  const { gift, giftIcon } = receipt
  const icon = gift === undefined ? '💬' : (giftIcon ?? keyOfGift({ room, keys }, receipt, gift)?.icon ?? '🎁')
  return { icon, name: nameOf(receipt) }
}

/** Marks the failures of a gift up to this receipt as seen, which clears the failure icon of its key. */
export function lookedAt(receipt: Receipt) {
  if (receipt.gift === undefined) return
  const gift = giftOfReceipt(receipt, receipt.gift)
  useDeck.setState(({ lookedUpTo }) => ({
    lookedUpTo: { ...lookedUpTo, [gift]: Math.max(receipt.seq, lookedUpTo[gift] ?? 0) },
  }))
}

/**
 * Returns a function that names a send. A gift is `Rose ×10`, with the name stored at the press, else the name of a
 * key, else the gift id. An announcement is its own text in quotes.
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
