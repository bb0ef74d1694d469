import { useWhileVisible } from '../../platform/while-visible.ts'
import { useMemo } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { goalLeft } from '../../../shared/domain/goals.ts'
import { fillTemplate, templateValues } from '../../../shared/domain/templates.ts'
import { useNow } from '../../ui/use-now.ts'
import { useGoals } from '../counts/goals.ts'
import { useCounts } from '../counts/store.ts'
import { useStatus } from '../status/store.ts'
import { useTemplates } from './stores.ts'

/** Returns the readings of the room in use, that of the room's own receiver first. */
function readings() {
  const connections = useStatus.getState().status?.connections ?? []
  const isHere = ({ vendor, roomId }: Reading) =>
    connections.some((connection) => connection.vendor === vendor && connection.roomId === roomId)
  return Object.values(useCounts.getState().readings).filter(isHere)
}

/** Returns the total of the room's own receiver, even if the counts show another receiver. The core does the same. */
const hostCount = () => readings()[0]?.totalCount ?? null

/** Returns the sender that is used if none is named: the host. Undefined before the first reading. */
export const useHostId = () => useCounts(() => readings().find(({ vendor }) => vendor === 'tencent')?.receiver)

const roomName = () => useStatus.getState().status?.room ?? ''

/** Returns what is missing to the first goal. The counts panel loads the goals; without them the result is null. */
const firstGoalLeft = () => goalLeft(useGoals.getState().goals ?? [], readings())

/** Returns the present value of every variable. */
const currentValues = () =>
  templateValues({
    room: roomName(),
    now: Date.now(),
    count: hostCount(),
    goalLeft: firstGoalLeft(),
    own: useTemplates.getState().variables,
  })

/** Fills the variables of a text with their present values. */
export const fillNow = (text: string) => fillTemplate(text, currentValues())

const everyMs = 5_000

/** Returns the present value of every variable and renders the component again when a value changes. */
export function useCurrentValues() {
  const now = useNow(everyMs)
  const room = useStatus(roomName)
  const count = useWhileVisible(useCounts, hostCount)
  const goals = useGoals((state) => state.goals)
  const left = useWhileVisible(useCounts, () => goalLeft(goals ?? [], readings()))
  const own = useTemplates(({ variables }) => variables)
  return useMemo(() => templateValues({ room, now, count, goalLeft: left, own }), [room, now, count, left, own])
}
