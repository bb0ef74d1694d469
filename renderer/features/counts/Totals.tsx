import type { Reading } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Change, Rate, changeSince, Unknown } from './ReceiverCards.tsx'

export function Totals({ reading }: { reading: Reading }) {
  const t = useTranslate('counts')
  const { baseline, stale, perMinute, source } = reading
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1">
      <Total
        label={t('gifts')}
        now={reading.totalCount}
        change={changeSince(reading.totalCount, baseline?.totalCount)}
        rate={perMinute.gifts}
        stale={stale}
      />
      {/* A count from receipts has no coins, because only the vendor knows the price of a gift. */}
      {source === 'vendor' && (
        <Total
          label={t('coins')}
          now={reading.totalCoins}
          change={changeSince(reading.totalCoins, baseline?.totalCoins)}
          rate={perMinute.coins}
          stale={stale}
        />
      )}
      <Total
        label={t('senders')}
        now={reading.senderCount}
        change={changeSince(reading.senderCount, baseline?.senderCount)}
        rate={null}
        stale={stale}
      />
    </dl>
  )
}

interface TotalProps {
  label: string
  now: number | null
  change: number | null
  rate: number | null
  stale: boolean
}

function Total({ label, now, change, rate, stale }: TotalProps) {
  const format = useFormat()
  return (
    <div className="flex grow basis-[28%] flex-col-reverse justify-end">
      <dt className="flex flex-wrap gap-x-1.5 text-ink-2">
        {label}
        <Change change={change} stale={stale} />
        {/* The line keeps its height while it is empty, so that nothing below moves when its text appears. */}
        <span className="min-h-5 basis-full">
          <Rate rate={rate} stale={stale} />
        </span>
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

/** Returns the text size of a total. Numbers from a million on are smaller, so that two fit side by side in a dock. */
const figureSize = (text: string) => (text.length > 7 ? 'text-title leading-9 cockpit:text-figure' : 'text-figure')
