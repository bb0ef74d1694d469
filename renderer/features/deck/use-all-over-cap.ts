import { keyHindrance } from './hindrance.ts'
import { timesOf } from './press.ts'
import { pageInSight, useDeck } from './store.ts'
import { useHindrances } from './use-hindrances.ts'

/** Whether the room's cap stands in the way of every key in sight. */
export function useAllOverCap() {
  const now = useHindrances()
  return useDeck((deck) => {
    const keys = pageInSight(deck)?.keys ?? []
    return (
      keys.length > 0 &&
      keys.every((key) => keyHindrance(key, timesOf(key, deck.multiplier), now)?.hindrance === 'overCap')
    )
  })
}
