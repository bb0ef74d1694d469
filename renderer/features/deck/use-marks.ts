import { useMemo } from 'react'
import { useSends } from '../sends/store.ts'
import { marksOf } from './marks.ts'
import { useDeck } from './store.ts'

export function useMarks() {
  const byId = useSends((state) => state.byId)
  const since = useDeck((deck) => deck.since)
  const lookedUpTo = useDeck((deck) => deck.lookedUpTo)
  return useMemo(() => marksOf(Object.values(byId), since, lookedUpTo), [byId, since, lookedUpTo])
}
