import { minuteMs } from '../../../shared/domain/time.ts'
import { create } from 'zustand'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { openDialog } from '../../platform/navigation.ts'
import { toLocalTime } from '../../i18n/relative-time.ts'
import { extensionText } from './extension-info.ts'

/** A scheduled announcement as it is being edited; numbers as typed. */
export interface ScheduleEdit {
  /** Null for a new one. */
  id: string | null
  text: string
  extensionInfo: string
  from: string
  kind: 'once' | 'every'
  /** In the format of a `datetime-local` field: `2026-03-01T21:05`, in the host's time zone. */
  at: string
  minutes: string
  jitterSeconds: string
  onlyWhile: Schedule['onlyWhile']
  onlyComplete: boolean
  enabled: boolean
  /** The drawer from which the dialog was opened; it is opened again afterwards. */
  returnTo: string | null
}

const nothing: ScheduleEdit = {
  id: null,
  text: '',
  extensionInfo: '',
  from: '',
  kind: 'once',
  at: '',
  minutes: '15',
  jitterSeconds: '0',
  onlyWhile: 'always',
  onlyComplete: false,
  enabled: true,
  returnTo: null,
}

export const useScheduleEdit = create<ScheduleEdit>()(() => nothing)

export const changeScheduleEdit = (change: Partial<ScheduleEdit>) => useScheduleEdit.setState(change)

/** Returns a start value for the time: a multiple of five minutes, at least three minutes from now. */
const soon = () => toLocalTime(new Date(Math.ceil((Date.now() + 3 * minuteMs) / (5 * minuteMs)) * 5 * minuteMs))

function open(edit: Partial<ScheduleEdit>) {
  useScheduleEdit.setState({ ...nothing, at: soon(), ...edit }, true)
  openDialog('announcements.schedule')
}

export const editNewSchedule = (of: Partial<Pick<ScheduleEdit, 'text' | 'extensionInfo' | 'from' | 'returnTo'>>) =>
  open(of)

export const editSchedule = (of: Schedule, returnTo: string | null) =>
  open({
    id: of.id,
    text: of.text,
    extensionInfo: extensionText(of.extensionInfo),
    from: of.from ?? '',
    onlyWhile: of.onlyWhile,
    onlyComplete: of.onlyComplete,
    returnTo,
    kind: of.when.kind,
    ...(of.when.kind === 'every'
      ? { minutes: String(of.when.minutes), jitterSeconds: String(of.when.jitterSeconds) }
      : Date.parse(of.when.at) > Date.now() && { at: toLocalTime(new Date(of.when.at)) }),
  })
