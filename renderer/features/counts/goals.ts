import type { Goal } from '../../../shared/contract/goals.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

interface GoalList {
  /** The room's goals; null until the server has answered. */
  goals: readonly Goal[] | null
}

export const goalsOfRoom = createResource<GoalList>('goals', {
  initial: { goals: null },
  load: () => client.goals.get(),
})
export const useGoals = goalsOfRoom.use

export const saveGoals = (next: readonly Goal[]) => goalsOfRoom.save(() => client.goals.set({ goals: [...next] }))
