import { create } from 'zustand'
import type { Goal } from '../../../shared/contract/goals.ts'
import { client } from '../../platform/client.ts'
import { useResource } from '../../platform/resource.ts'
import { asks } from '../../platform/readings.ts'
import { lasting } from '../../platform/storage.ts'

/** The room's goals; null until the server has answered. */
export const useGoals = create<{ goals: readonly Goal[] | null }>()(() => ({ goals: null }))

async function load() {
  const { goals } = await client.goals.get()
  useGoals.setState({ goals })
  if (goals.length === 0) await takeOldGoal(saveGoals)
}

const reload = asks('goals', load)

export const useGoalsOfRoom = () => useResource('goals', reload)

export async function saveGoals(next: readonly Goal[]) {
  const { goals } = await client.goals.set({ goals: [...next] })
  useGoals.setState({ goals })
}

export const resetGoals = () => useGoals.setState(useGoals.getInitialState(), true)

const storageKey = 'giftdeck.goal'

/** An earlier version stored one goal in the page. Move it to the room, once. */
async function takeOldGoal(save: (goals: Goal[]) => Promise<void>) {
  const stored = lasting.getItem(storageKey)
  if (stored === null) return
  const old = parsed(stored)
  if (isOldGoal(old))
    await save([
      { title: old.title, target: old.target, id: crypto.randomUUID(), measure: 'gifts', from: 'total', segments: [] },
    ])
  lasting.removeItem(storageKey)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Parsed by hand: this is in the first load, and a schema library is too big for it. */
function isOldGoal(stored: unknown): stored is Pick<Goal, 'title' | 'target'> {
  const { title, target } = (stored ?? {}) as Record<string, unknown>
  const isTitle = typeof title === 'string' && title.length <= 60
  return isTitle && Number.isInteger(target) && Number(target) >= 1 && Number(target) <= 1_000_000_000
}
