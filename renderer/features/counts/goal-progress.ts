import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import { goalNow } from '../../../shared/goal-progress.ts'

export interface GoalProgress {
  /** Null while the count is unknown. */
  now: number | null
  /** 0..100, for the bar. */
  fill: number
  /** The true per cent, past 100 too; null while the count is unknown. */
  percent: number | null
}

export function goalProgress(goal: Goal, reading: Reading | undefined): GoalProgress {
  const now = goalNow(goal, reading)
  if (now === null) return { now, fill: 0, percent: null }
  const percent = Math.floor((now / goal.target) * 100)
  return { now, fill: Math.min(100, Math.max(0, percent)), percent }
}

export const isOver = ({ deadline }: Goal, now: number) => deadline !== undefined && Date.parse(deadline) <= now
