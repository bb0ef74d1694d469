import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/domain/time.ts'
import { useLanguage } from './language.ts'
import { useTranslate } from './translate.ts'

const units = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
] as const

/**
 * Returns a function that formats a time relative to now: `3 days ago`, `in 2 hours`, `just now`. The text is computed
 * at render time and does not update by itself.
 */
export function useAgo() {
  const locale = useLanguage()
  const app = useTranslate('app')
  const t = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const ago = (iso: string) => {
    const ms = fromNow(iso)
    const [unit, length] = units.find(([, one]) => Math.abs(ms) >= one) ?? (['second', secondMs] as const)
    // Intl's own text for "now" is not used: in Chinese, together with "set", it would read as an order.
    if (unit === 'second' && ms <= 0) return app('justNow')
    return t.format(Math.trunc(ms / length), unit)
  }
  return { ago, isPast: (iso: string) => fromNow(iso) <= 0 }
}

const fromNow = (iso: string) => Date.parse(iso) - Date.now()

const two = (value: number) => String(value).padStart(2, '0')

/** Formats a time in the host's time zone for a `datetime-local` field: `2026-03-01T21:05`. */
export function toLocalTime(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Converts the value of a `datetime-local` field to ISO 8601; empty for an invalid time. */
export function fromLocalTime(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
