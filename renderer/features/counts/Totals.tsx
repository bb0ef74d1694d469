import type { Reading } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { changeSince } from './change-since.ts'

export function Totals({ reading }: { reading: Reading }) {
  const words = useWords('counts')
  const { baseline, stale } = reading
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1">
      <Total
        label={words('gifts')}
        now={reading.totalCount}
        change={changeSince(reading.totalCount, baseline?.totalCount)}
        stale={stale}
      />
      <Total
        label={words('coins')}
        now={reading.totalCoins}
        change={changeSince(reading.totalCoins, baseline?.totalCoins)}
        stale={stale}
      />
      <Total
        label={words('senders')}
        now={reading.senderCount}
        change={changeSince(reading.senderCount, baseline?.senderCount)}
        stale={stale}
      />
    </dl>
  )
}

interface TotalProps {
  label: string
  now: number | null
  change: number | null
  stale: boolean
}

function Total({ label, now, change, stale }: TotalProps) {
  const words = useWords('counts')
  const format = useFormat()
  return (
    <div className="flex grow basis-[28%] flex-col-reverse justify-end">
      <dt className="flex flex-wrap gap-x-1.5 text-ink-2">
        {label}
        {change !== null && (
          <span
            aria-label={words('since', { change: format.signed(change) })}
            className={change > 0 && !stale ? 'text-ok' : 'text-ink-3'}
          >
            {format.signed(change)}
          </span>
        )}
      </dt>
      <dd
        className={[
          'font-semibold tracking-tight tabular-nums transition-colors duration-150',
          figureSize(now === null ? '–' : format.number(now)),
          stale || now === null ? 'text-ink-3' : 'text-ink',
        ].join(' ')}
      >
        {now === null ? <Unknown /> : format.number(now)}
      </dd>
    </div>
  )
}

/** Millions still stand side by side in a narrow dock; what is longer wraps. */
const figureSize = (text: string) => (text.length > 7 ? 'text-title leading-9 cockpit:text-figure' : 'text-figure')

function Unknown() {
  const words = useWords('counts')
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">{words('unknown')}</span>
    </>
  )
}
