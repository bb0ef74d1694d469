import { useWhileVisible } from '../../platform/while-visible.ts'
import { useMemo } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { isDisconnected, useConnection } from '../../platform/connection.ts'
import { useStatus } from '../status/store.ts'
import { readingKey, useCounts } from './store.ts'

interface ShownReadings {
  /** The receiver that the chart shows. */
  shown: Reading | undefined
  /** The receivers shown side by side. */
  cards: readonly Reading[]
  /** The gifts delivered to ZEGO, if they are shown in one line below Tencent's totals. */
  beside: Reading | undefined
}

/**
 * Returns the readings of the room in use only. Without a connection to Giftdeck all of them are marked as stale.
 */
export function useRoomReadings(): readonly Reading[] {
  const rooms = useStatus(
    ({ status }) =>
      status && status.connections.map(({ vendor, roomId }) => JSON.stringify([vendor, roomId])).join('\n'),
  )
  const readings = useWhileVisible(useCounts, (state) => state.readings)
  const isLost = useConnection(({ state }) => isDisconnected(state))
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
    // A single Tencent receiver is shown with large numbers, and the deliveries to ZEGO in one line below them.
    const beside = counted.length === 1 ? all.find(({ source }) => source === 'receipts') : undefined
    const cards = beside === undefined ? all : counted
    return { shown: cards.find((reading) => readingKey(reading) === chosen) ?? cards[0], cards, beside }
  }, [all, chosen])
}
