import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useSends } from '../sends/store.ts'
import { isElsewhere, useStatus } from '../status/store.ts'
import { marksOf } from './marks.ts'
import { useDeck } from './store.ts'

/** Of the room in use: what became of another room's sends is no news of these keys. */
export function useMarks() {
  const byId = useSends((state) => state.byId)
  const since = useDeck((deck) => deck.since)
  const lookedUpTo = useDeck((deck) => deck.lookedUpTo)
  const here = useStatus(
    useShallow(({ status }) => (status === null ? null : { room: status.room, environment: status.environment })),
  )
  return useMemo(() => {
    const ofRoom = Object.values(byId).filter((receipt) => !isElsewhere(here, receipt))
    return marksOf(ofRoom, since, lookedUpTo)
  }, [byId, since, lookedUpTo, here])
}
