import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/domain/time.ts'
import { useLanguage } from './language.ts'
import { useTranslate } from './translate.ts'

const units = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
] as const

/** `3 days ago`, `in 2 hours`, `just now`; computed at render time, so for labels that need not change every second. */
export function useAgo() {
  const locale = useLanguage()
  const app = useTranslate('app')
  const t = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const ago = (iso: string) => {
    const ms = fromNow(iso)
    const [unit, length] = units.find(([, one]) => Math.abs(ms) >= one) ?? (['second', secondMs] as const)
    // Before `set`, Intl's own word for it would read as an order in Chinese.
    if (unit === 'second' && ms <= 0) return app('justNow')
    return t.format(Math.trunc(ms / length), unit)
  }
  return { ago, isPast: (iso: string) => fromNow(iso) <= 0 }
}

const fromNow = (iso: string) => Date.parse(iso) - Date.now()

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-03-01T21:05`, in the host's time zone, in the format of a `datetime-local` field. */
export function toLocalTime(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Back to ISO 8601; empty for an invalid time. */
export function fromLocalTime(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
