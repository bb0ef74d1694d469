import { type NewSchedule, newScheduleSchema } from '../../../shared/contract/schedules.ts'
import { problemsOf } from '../../app/field-issues.ts'
import { fromLocalTime } from '../../app/local-time.ts'
import { checkExtensionInfo } from './extension-info.ts'
import type { ScheduleEdit } from './schedule-edit.ts'

const asNumber = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed))

/** The scheduled announcement as the contract wants it, or what is wrong at which field. */
export function scheduleBody(edit: ScheduleEdit): { body: NewSchedule } | { problems: Record<string, string> } {
  const extension = checkExtensionInfo(edit.extensionInfo)
  if (extension.state === 'invalid') return { problems: {} }
  const parsed = newScheduleSchema.safeParse({
    text: edit.text,
    ...(extension.state === 'valid' ? { extensionInfo: extension.value } : {}),
    ...(edit.from.trim() === '' ? {} : { from: edit.from.trim() }),
    when:
      edit.kind === 'once'
        ? { kind: 'once', at: fromLocalTime(edit.at) }
        : { kind: 'every', minutes: asNumber(edit.minutes), jitterSeconds: asNumber(edit.jitterSeconds) },
    onlyWhile: edit.onlyArmed ? 'armed' : 'always',
    onlyComplete: edit.onlyComplete,
    enabled: edit.enabled,
  })
  if (parsed.success) return { body: parsed.data }
  return { problems: problemsOf(parsed.error) }
}
