import { useMemo } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { goalLeft } from '../../../shared/domain/goals.ts'
import { fillTemplate, templateValues } from '../../../shared/domain/templates.ts'
import { useNow } from '../../ui/use-now.ts'
import { useGoals } from '../counts/goals.ts'
import { useCounts } from '../counts/store.ts'
import { useStatus } from '../status/store.ts'
import { useTemplates } from './stores.ts'

/** The receivers of the room in use, the room's own receiver first. */
function readings() {
  const connections = useStatus.getState().status?.connections ?? []
  const isHere = ({ vendor, roomId }: Reading) =>
    connections.some((connection) => connection.vendor === vendor && connection.roomId === roomId)
  return Object.values(useCounts.getState().readings).filter(isHere)
}

/** For the room's receiver, whichever one the counts show, as the core does it. */
const hostCount = () => readings()[0]?.totalCount ?? null

/** The sender used when no other is named; undefined before the first reading. */
export const useHostId = () => useCounts(() => readings().find(({ vendor }) => vendor === 'tencent')?.receiver)

const roomName = () => useStatus.getState().status?.room ?? ''

/** The counts panel loads the goals. */
const firstGoalLeft = () => goalLeft(useGoals.getState().goals ?? [], readings())

/** The current value of every variable. */
const currentValues = () =>
  templateValues({
    room: roomName(),
    now: Date.now(),
    count: hostCount(),
    goalLeft: firstGoalLeft(),
    own: useTemplates.getState().variables,
  })

/** The values at the moment of a press. */
export const fillNow = (text: string) => fillTemplate(text, currentValues())

const everyMs = 5_000

/** The same values, kept up to date while a component shows them. */
export function useCurrentValues() {
  const now = useNow(everyMs)
  const room = useStatus(roomName)
  const count = useCounts(hostCount)
  const goals = useGoals((state) => state.goals)
  const left = useCounts(() => goalLeft(goals ?? [], readings()))
  const own = useTemplates(({ variables }) => variables)
  return useMemo(() => templateValues({ room, now, count, goalLeft: left, own }), [room, now, count, left, own])
}
