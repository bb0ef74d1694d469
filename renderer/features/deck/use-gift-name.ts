import { useCallback } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useFormat } from '../../i18n/format.ts'
import { keyOfGift } from './gift-id.ts'
import { useDeck } from './store.ts'

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
