import type { Reading } from '../contract/counts.ts'
import type { Goal } from '../contract/goals.ts'

/**
 * Returns the reading that a goal is measured by. A goal without a receiver uses the first reading, that of the room's
 * own receiver. Undefined if the receiver is not read.
 */
export const readingOf = ({ receiver }: Goal, readings: readonly Reading[]): Reading | undefined =>
  receiver === undefined ? readings[0] : readings.find((reading) => reading.receiver === receiver)

/** Returns the present value of a goal; null while the count is unknown. It may fall, because totals may fall. */
export function goalNow(goal: Goal, reading: Reading | undefined): number | null {
  const field = goal.measure === 'gifts' ? 'totalCount' : 'totalCoins'
  const total = reading?.[field] ?? null
  if (goal.from === 'total' || total === null) return total
  const start = reading?.baseline?.[field] ?? null
  return start === null ? null : total - start
}

/** Returns what is missing to the first goal; null without a goal or a count. */
export function goalLeft([first]: readonly Goal[], readings: readonly Reading[]): number | null {
  const now = first && goalNow(first, readingOf(first, readings))
  return now === undefined || now === null ? null : Math.max(0, first!.target - now)
}
