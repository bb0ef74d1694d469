import type { Reading } from '../contract/counts.ts'
import type { Goal } from '../contract/goals.ts'

/**
 * Returns the reading that a goal is measured by. A goal without a receiver uses the first reading, that of the room's
 * own receiver. Undefined if the receiver is not read.
 */
export const readingOf = ({ receiver }: Pick<Goal, 'receiver'>, readings: readonly Reading[]): Reading | undefined =>
  receiver === undefined ? readings[0] : readings.find((reading) => reading.receiver === receiver)

/** What a goal or a count measures. */
export type Measured = Pick<Goal, 'measure' | 'from' | 'count'>

/** Returns the present value of a goal; null while the count is unknown. It may fall, because totals may fall. */
export function goalNow({ measure, from, count }: Measured, reading: Reading | undefined): number | null {
  const field = measure === 'gifts' ? 'totalCount' : 'totalCoins'
  const total = reading?.[field] ?? null
  if (from === 'total' || total === null) return total
  const start = reading?.baseline?.[field] ?? null
  if (start === null) return null
  if (count !== 'viewers') return total - start
  return canLeaveOutOurs(reading) ? Math.max(0, total - start - reading.fromGiftdeckInTotal) : null
}

/** Only gifts of this session have a baseline, from which our own gifts can be left out. */
export const hasBaseline = ({ measure, from }: Pick<Measured, 'measure' | 'from'>) =>
  measure === 'gifts' && from === 'session'

/** Our own gifts can be told apart only where the vendor counts. Otherwise the count consists of them alone. */
export const canLeaveOutOurs = (reading: Reading | undefined): reading is Reading => reading?.source === 'vendor'

/** Returns what is missing to the first goal; null without a goal or a count. */
export function goalLeft([first]: readonly Goal[], readings: readonly Reading[]): number | null {
  const now = first && goalNow(first, readingOf(first, readings))
  return now === undefined || now === null ? null : Math.max(0, first!.target - now)
}
