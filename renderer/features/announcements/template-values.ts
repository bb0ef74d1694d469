import { useCallback } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useShownReadings } from '../counts/shown-readings.ts'
import { useStatus } from '../status/store.ts'
import { fillTemplate } from './templates.ts'

/** Fills the variables with what is true at this moment; a count that is not known stays a dash. */
export function useFill() {
  const format = useFormat()
  const room = useStatus(({ status }) => status?.room ?? '')
  const total = useShownReadings().shown?.totalCount ?? null
  return useCallback(
    (text: string) =>
      fillTemplate(text, {
        room,
        time: format.time(new Date().toISOString()),
        count: total === null ? '–' : format.number(total),
      }),
    [format, room, total],
  )
}
