import type { SessionPoint } from '../../../shared/contract/counts.ts'
import { client } from '../../app/client.ts'
import { readingKey, useCounts } from './store.ts'

/** The chart's past belongs to the session, so a page that opens late, or a second dock, has it too. */
export async function loadHistory(): Promise<void> {
  const { items } = await client.counts.points()
  useCounts.setState(({ history }) => {
    const whole = { ...history }
    for (const item of items) {
      const key = readingKey(item)
      whole[key] = joined(item.points, history[key] ?? [])
    }
    return { history: whole }
  })
}

/** Readings may have arrived before the answer did. */
function joined(kept: readonly SessionPoint[], fresh: readonly SessionPoint[]): readonly SessionPoint[] {
  const byTime = new Map([...kept, ...fresh].map((point) => [point.at, point]))
  return [...byTime.values()].toSorted((a, b) => a.at - b.at)
}
