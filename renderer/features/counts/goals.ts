import { create } from 'zustand'
import type { Goal } from '../../../shared/contract/goals.ts'
import { client } from '../../platform/client.ts'
import { useResource } from '../../platform/resource.ts'
import { asks } from '../../platform/readings.ts'

/** The room's goals; null until the server has answered. */
export const useGoals = create<{ goals: readonly Goal[] | null }>()(() => ({ goals: null }))

async function load() {
  const { goals } = await client.goals.get()
  useGoals.setState({ goals })
}

const reload = asks('goals', load)

export const useGoalsOfRoom = () => useResource('goals', reload)

export async function saveGoals(next: readonly Goal[]) {
  const { goals } = await client.goals.set({ goals: [...next] })
  useGoals.setState({ goals })
}

export const resetGoals = () => useGoals.setState(useGoals.getInitialState(), true)
