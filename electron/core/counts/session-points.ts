import type { Reading, SessionPoint } from '../../../shared/contract/counts.ts'
import { withReading } from '../../../shared/domain/rates.ts'

type Watched = Pick<Reading, 'vendor' | 'roomId' | 'receiver'>
const keyOf = ({ vendor, roomId, receiver }: Watched) => JSON.stringify([vendor, roomId, receiver])

/**
 * The points of the counts chart, the same for every page. They are in memory only, as the ledger stores no readings.
 */
export function createSessionPoints() {
  const series = new Map<string, Watched & { points: readonly SessionPoint[] }>()
  return {
    take(reading: Reading) {
      const { vendor, roomId, receiver } = reading
      const key = keyOf(reading)
      series.set(key, { vendor, roomId, receiver, points: withReading(series.get(key)?.points ?? [], reading) })
    },
    /** The points of the receivers that are watched now. All others are dropped. */
    read(watched: readonly Watched[]) {
      const keys = new Set(watched.map(keyOf))
      for (const key of series.keys()) if (!keys.has(key)) series.delete(key)
      return [...series.values()].map(({ points, ...of }) => ({ ...of, points: [...points] }))
    },
  }
}
