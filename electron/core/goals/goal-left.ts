import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import { goalNow, readingOf } from '../../../shared/goal-progress.ts'

/** What the first goal still lacks; null where there is none, or no count yet. */
export function goalLeft([first]: readonly Goal[], readings: readonly Reading[]): number | null {
  const now = first && goalNow(first, readingOf(first, readings))
  return now === undefined || now === null ? null : Math.max(0, first!.target - now)
}
