import type { Reading } from '../../../shared/contract/counts.ts'
import { connectionOf, useStatus } from '../status/store.ts'
import { readingKey, useCounts } from './store.ts'

/** The readings of the room in use: one of the room before must not stand on the screen as if it were this one's. */
export function useShownReadings(): { shown: Reading | undefined; all: readonly Reading[] } {
  const roomId = useStatus(({ status }) => connectionOf(status, 'tencent')?.roomId)
  const known = useStatus(({ status }) => status !== null)
  const readings = useCounts((state) => state.readings)
  const chosen = useCounts((state) => state.chosen)
  const all = Object.values(readings).filter((reading) => !known || reading.roomId === roomId)
  return { shown: all.find((reading) => readingKey(reading) === chosen) ?? all[0], all }
}
