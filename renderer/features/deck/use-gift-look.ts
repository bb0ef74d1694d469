import type { Receipt } from '../../../shared/contract/send.ts'
import { keyOfGift } from './gift-id.ts'
import { useDeck } from './store.ts'
import { useGiftName } from './use-gift-name.ts'

/** A send's icon and name, as at the press, else by the deck's key where it has one. */
export function useGiftLook(receipt: Receipt) {
  const keys = useDeck((deck) => deck.keys)
  const room = useDeck((deck) => deck.room)
  const nameOf = useGiftName()
  const { gift, giftIcon } = receipt
  const icon = gift === undefined ? '💬' : (giftIcon ?? keyOfGift({ room, keys }, receipt, gift)?.icon ?? '🎁')
  return { icon, name: nameOf(receipt) }
}
