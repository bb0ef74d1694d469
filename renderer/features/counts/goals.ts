import { create } from 'zustand'
import type { Goal } from '../../../shared/contract/goals.ts'
import { client } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { asks } from '../../app/readings.ts'
import { takeOldGoal } from './old-goal.ts'

/** The room's goals; null until the host has answered. */
export const useGoals = create<{ goals: readonly Goal[] | null }>()(() => ({ goals: null }))

async function load() {
  const { goals } = await client.goals.get()
  useGoals.setState({ goals })
  if (goals.length === 0) await takeOldGoal(saveGoals)
}

const reload = asks('goals', load)

export const useGoalsOfRoom = () => useKept('goals', reload)

export async function saveGoals(next: readonly Goal[]) {
  const { goals } = await client.goals.set({ goals: [...next] })
  useGoals.setState({ goals })
}

export const resetGoals = () => useGoals.setState(useGoals.getInitialState(), true)
