import { useMemo } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { isCut, useConnection } from '../../app/connection.ts'
import { useStatus } from '../status/store.ts'
import { readingKey, useCounts } from './store.ts'

export interface ShownReadings {
  /** The one the chart draws. */
  shown: Reading | undefined
  /** Those that stand side by side. */
  cards: readonly Reading[]
  /** ZEGO's own deliveries, where Tencent's totals stand above them. */
  beside: Reading | undefined
}

/**
 * The readings of the room in use: one of the room before must not stand on the screen as if it were this one's. Without
 * the line to Giftdeck none of them is news.
 */
export function useRoomReadings(): readonly Reading[] {
  const rooms = useStatus(
    ({ status }) =>
      status && status.connections.map(({ vendor, roomId }) => JSON.stringify([vendor, roomId])).join('\n'),
  )
  const readings = useCounts((state) => state.readings)
  const isLost = useConnection(({ state }) => isCut(state))
  return useMemo(
    () =>
      Object.values(readings)
        .filter(({ vendor, roomId }) => rooms === null || rooms.split('\n').includes(JSON.stringify([vendor, roomId])))
        .map((reading) => (isLost ? { ...reading, stale: true } : reading)),
    [readings, rooms, isLost],
  )
}

export function useShownReadings(): ShownReadings {
  const all = useRoomReadings()
  const chosen = useCounts((state) => state.chosen)
  return useMemo(() => {
    const counted = all.filter(({ source }) => source === 'vendor')
    // One receiver alone keeps its large numbers; what receipts say is then a line below them.
    const beside = counted.length === 1 ? all.find(({ source }) => source === 'receipts') : undefined
    const cards = beside === undefined ? all : counted
    return { shown: cards.find((reading) => readingKey(reading) === chosen) ?? cards[0], cards, beside }
  }, [all, chosen])
}
