import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'

/** How far a total moved this session. */
export function Change({ change, stale }: { change: number | null; stale: boolean }) {
  const words = useWords('counts')
  const format = useFormat()
  if (change === null) return null
  return (
    <span
      aria-label={words('since', { change: format.signed(change) })}
      className={change > 0 && !stale ? 'text-ok' : 'text-ink-3'}
    >
      {change === 0 ? '±0' : format.signed(change)}
    </span>
  )
}

/** How fast it moves now. */
export function Rate({ rate, stale }: { rate: number | null; stale: boolean }) {
  const words = useWords('counts')
  const format = useFormat()
  if (rate === null || stale) return null
  return (
    <span className="whitespace-nowrap text-ink-3">
      {words('perMinute', { rate: format.number(Math.round(rate)) })}
    </span>
  )
}
