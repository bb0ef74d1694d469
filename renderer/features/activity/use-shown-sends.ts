import { useMemo } from 'react'
import { useSends } from '../sends/store.ts'
import { passes } from './filter.ts'
import { useActivity } from './store.ts'

/** Ids that pass the filter, newest first. */
export function useShownSends(): readonly string[] {
  const filter = useActivity((state) => state.filter)
  const order = useSends((state) => state.order)
  const byId = useSends((state) => state.byId)
  return useMemo(
    () =>
      filter === 'all'
        ? order
        : order.filter((id) => {
            const receipt = byId[id]
            return receipt !== undefined && passes(filter, receipt)
          }),
    [filter, order, byId],
  )
}
