import type { Reading, SessionPoint } from '../../../shared/contract/counts.ts'
import { withReading } from '../../../shared/domain/rates.ts'

type Watched = Pick<Reading, 'vendor' | 'roomId' | 'receiver'>
const keyOf = ({ vendor, roomId, receiver }: Watched) => JSON.stringify([vendor, roomId, receiver])

/** How the counts moved, for the chart of every page; the ledger keeps no readings, so this lasts as long as the session. */
export function createSessionPoints() {
  const kept = new Map<string, Watched & { points: readonly SessionPoint[] }>()
  return {
    take(reading: Reading) {
      const { vendor, roomId, receiver } = reading
      const key = keyOf(reading)
      kept.set(key, { vendor, roomId, receiver, points: withReading(kept.get(key)?.points ?? [], reading) })
    },
    /** Of those that are watched now; the others are forgotten. */
    read(watched: readonly Watched[]) {
      const keys = new Set(watched.map(keyOf))
      for (const key of kept.keys()) if (!keys.has(key)) kept.delete(key)
      return [...kept.values()].map(({ points, ...of }) => ({ ...of, points: [...points] }))
    },
  }
}
