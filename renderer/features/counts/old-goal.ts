import * as z from 'zod'
import type { Goal } from '../../../shared/contract/goals.ts'

const storageKey = 'giftdeck.goal'
const oldGoalSchema = z.object({ title: z.string().max(60), target: z.number().int().min(1).max(1_000_000_000) })

/** The one goal that an earlier version kept in the page moves to the room, once. */
export async function takeOldGoal(save: (goals: Goal[]) => Promise<void>) {
  const stored = localStorage.getItem(storageKey)
  if (stored === null) return
  const old = oldGoalSchema.safeParse(parsed(stored)).data
  if (old !== undefined)
    await save([{ ...old, id: crypto.randomUUID(), measure: 'gifts', from: 'total', segments: [] }])
  localStorage.removeItem(storageKey)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
