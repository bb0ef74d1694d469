import type { Receipt } from '../../../shared/contract/send.ts'
import { keyOfGift } from './gift-id.ts'
import { useDeck } from './store.ts'
import { useGiftName } from './use-gift-name.ts'

/** A send's icon and name, by the deck's key where it has one. */
export function useGiftLook(receipt: Receipt) {
  const keys = useDeck((deck) => deck.keys)
  const nameOf = useGiftName()
  const { gift } = receipt
  const icon = gift === undefined ? '💬' : (keyOfGift(keys, receipt, gift)?.icon ?? '🎁')
  return { icon, name: nameOf(receipt) }
}
