import { create } from 'zustand'
import * as z from 'zod'

export const goalSchema = z.object({ title: z.string().max(60), target: z.number().int().min(1).max(1_000_000_000) })
export type Goal = z.infer<typeof goalSchema>

const storageKey = 'giftdeck.goal'
const nothing = { title: '', target: 1_000 } satisfies Goal

/** The host's own goal; kept on this machine, unlike the counts. */
export const useGoal = create<{ goal: Goal | null }>()(() => ({ goal: null }))

export function loadGoal(): void {
  useGoal.setState({ goal: storedGoal() })
}

export function setGoal(goal: Goal): void {
  useGoal.setState({ goal })
  localStorage.setItem(storageKey, JSON.stringify(goal))
}

function storedGoal(): Goal {
  try {
    const stored = goalSchema.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? 'null'))
    return stored.success ? stored.data : nothing
  } catch {
    return nothing
  }
}

export interface GoalProgress {
  /** 0..100, for the bar. */
  fill: number
  /** The true per cent, past 100 too; null while the count is unknown. */
  percent: number | null
}

export function goalProgress(now: number | null, target: number): GoalProgress {
  if (now === null) return { fill: 0, percent: null }
  const percent = Math.floor((now / target) * 100)
  return { fill: Math.min(100, Math.max(0, percent)), percent }
}
