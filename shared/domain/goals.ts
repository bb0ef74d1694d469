import type { Reading } from '../contract/counts.ts'
import type { Goal } from '../contract/goals.ts'

/** Whose count a goal follows: the room's own receiver comes first. Undefined where nobody reads it. */
export const readingOf = ({ receiver }: Goal, readings: readonly Reading[]): Reading | undefined =>
  receiver === undefined ? readings[0] : readings.find((reading) => reading.receiver === receiver)

/** How far a goal is; null while the count is unknown. Totals may fall. */
export function goalNow(goal: Goal, reading: Reading | undefined): number | null {
  const field = goal.measure === 'gifts' ? 'totalCount' : 'totalCoins'
  const total = reading?.[field] ?? null
  if (goal.from === 'total' || total === null) return total
  const start = reading?.baseline?.[field] ?? null
  return start === null ? null : total - start
}

/** What the first goal still lacks; null where there is none, or no count yet. */
export function goalLeft([first]: readonly Goal[], readings: readonly Reading[]): number | null {
  const now = first && goalNow(first, readingOf(first, readings))
  return now === undefined || now === null ? null : Math.max(0, first!.target - now)
}
