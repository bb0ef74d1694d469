import { useLanguage } from './language.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `3 days ago`, `in 2 hours`, `now`; as of the render, so for things that need no second hand. */
export function useAgo() {
  const locale = useLanguage()
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const ago = (iso: string) => {
    const ms = fromNow(iso)
    const [unit, length] = units.find(([, one]) => Math.abs(ms) >= one) ?? ['second', Number.POSITIVE_INFINITY]
    return words.format(Math.trunc(ms / length), unit)
  }
  return { ago, isPast: (iso: string) => fromNow(iso) <= 0 }
}

const fromNow = (iso: string) => Date.parse(iso) - Date.now()
