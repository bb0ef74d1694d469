import { useCallback } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useFormat } from '../../i18n/format.ts'
import { keyOfGift } from './gift-id.ts'
import { useDeck } from './store.ts'

/** `Rose ×10`, by the deck's name where it has one; an announcement is its own text in quotes. */
export function useGiftName() {
  const keys = useDeck((deck) => deck.keys)
  const { number } = useFormat()
  return useCallback(
    (receipt: Receipt) => {
      const { gift, announcement } = receipt
      if (gift === undefined) return `“${announcement?.text ?? ''}”`
      return `${keyOfGift(keys, receipt, gift)?.label ?? gift.giftId} ×${number(gift.count)}`
    },
    [keys, number],
  )
}
