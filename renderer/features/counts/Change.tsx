import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'

/** How far a total moved this session, and how fast it moves now. */
export function Change({ change, rate, stale }: { change: number | null; rate: number | null; stale: boolean }) {
  const words = useWords('counts')
  const format = useFormat()
  return (
    <>
      {change !== null && (
        <span
          aria-label={words('since', { change: format.signed(change) })}
          className={change > 0 && !stale ? 'text-ok' : 'text-ink-3'}
        >
          {change === 0 ? '±0' : format.signed(change)}
        </span>
      )}
      {rate !== null && !stale && (
        <span className="whitespace-nowrap text-ink-3">
          {words('perMinute', { rate: format.number(Math.round(rate)) })}
        </span>
      )}
    </>
  )
}
