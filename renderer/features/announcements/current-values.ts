import { useMemo } from 'react'
import { fillTemplate } from '../../../shared/templates/fill-template.ts'
import { templateValues } from '../../../shared/templates/template-values.ts'
import { useNow } from '../../ui/use-now.ts'
import { useCounts } from '../counts/store.ts'
import { connectionOf, useStatus } from '../status/store.ts'
import { useTemplates } from './templates-store.ts'

/** Of the room's receiver, whichever one the counts show: as the core fills it. */
function hostReading() {
  const roomId = connectionOf(useStatus.getState().status, 'tencent')?.roomId
  return Object.values(useCounts.getState().readings).find((each) => each.roomId === roomId)
}
const hostCount = () => hostReading()?.totalCount ?? null

/** Who speaks where no other sender is named; undefined before the first reading. */
export const useHostId = () => useCounts(() => hostReading()?.receiver)

const roomName = () => useStatus.getState().status?.room ?? ''

const goalLeft = (): number | null => null

/** What every variable stands for at this moment. */
const currentValues = () =>
  templateValues({
    room: roomName(),
    now: Date.now(),
    count: hostCount(),
    goalLeft: goalLeft(),
    own: useTemplates.getState().variables,
  })

/** For the moment of a press. */
export const fillNow = (text: string) => fillTemplate(text, currentValues())

const everyMs = 5_000

/** The same, kept up to date while something on the screen shows it. */
export function useCurrentValues() {
  const now = useNow(everyMs)
  const room = useStatus(roomName)
  const count = useCounts(hostCount)
  const own = useTemplates(({ variables }) => variables)
  // oxlint-disable-next-line react/exhaustive-deps -- they are what currentValues reads
  return useMemo(currentValues, [now, room, count, own])
}
