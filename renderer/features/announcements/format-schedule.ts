import { minuteMs } from '../../../shared/domain/time.ts'
import { useMemo } from 'react'
import type { When } from '../../../shared/contract/schedules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTranslate } from '../../i18n/translate.ts'

function makeTimes(locale: string) {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const withDay = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  /** `21:05`, with the date if it is not today. */
  return (iso: string, now = new Date()) => {
    const at = new Date(iso)
    return (at.toDateString() === now.toDateString() ? time : withDay).format(at)
  }
}

export function useTimeOfDay() {
  const language = useLanguage()
  return useMemo(() => makeTimes(language), [language])
}

/** Returns a function that formats a schedule's times: `every 15 min ± 30 sec`, `once`. */
export function useWhenText() {
  const t = useTranslate('announcements')
  const { duration } = useFormat()
  return (when: When) => {
    if (when.kind === 'once') return t('schedule.onceFor')
    const every = t('schedule.everyFor', { interval: duration(when.minutes * minuteMs) })
    return when.jitterSeconds === 0 ? every : `${every} ± ${duration(when.jitterSeconds * 1_000)}`
  }
}
