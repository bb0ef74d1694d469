import { Coins, TriangleAlert, Users } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { Reading } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { chooseReceiver, readingKey } from './store.ts'
import type { ReactNode } from 'react'

/** Renders several receivers side by side. The chosen one is drawn in the chart below. */
export function ReceiverCards({ readings, shown }: { readings: readonly Reading[]; shown: Reading }) {
  const t = useTranslate('counts')
  return (
    <RadioGroup.Root
      aria-label={t('receivers.cards')}
      value={readingKey(shown)}
      onValueChange={chooseReceiver}
      // Four receivers make two rows of two. Rows of three and one would leave an empty space.
      className={`grid max-h-68 shrink-0 gap-1.5 overflow-y-auto ${readings.length === 4 ? 'grid-cols-2' : 'grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]'}`}
    >
      {readings.map((reading) => (
        <ReceiverCard key={readingKey(reading)} reading={reading} />
      ))}
    </RadioGroup.Root>
  )
}

function ReceiverCard({ reading }: { reading: Reading }) {
  const t = useTranslate('counts')
  const format = useFormat()
  const { baseline, stale, trouble, source } = reading
  return (
    <RadioGroup.Item
      value={readingKey(reading)}
      className={[
        'flex min-w-0 flex-col rounded-m border border-transparent bg-raised px-2.5 py-1.5 text-left short:px-2 short:py-1 transition-colors duration-150',
        'hover:bg-hover in-data-[contrast=high]:border-line data-[state=checked]:border-accent',
        'inset-ring-accent in-data-[contrast=high]:data-[state=checked]:inset-ring-1',
      ].join(' ')}
    >
      <span className="flex items-center gap-1.5 text-ink-2">
        <span className="min-w-0 truncate" title={reading.receiver}>
          {reading.receiver}
        </span>
        {source === 'receipts' && <span className="shrink-0 text-ink-3">ZEGO</span>}
        {(stale || trouble !== null) && (
          <>
            <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-warn" />
            <span className="sr-only">{t('receivers.stale')}</span>
          </>
        )}
        <span className={`ml-auto text-title font-semibold tabular-nums ${stale ? 'text-ink-3' : 'text-ink'}`}>
          {reading.totalCount === null ? <Unknown /> : format.number(reading.totalCount)}
          {/* The panel's title already shows what is counted, so the word is for screen readers only. */}
          <span className="sr-only"> {t('gifts')}</span>
        </span>
      </span>
      {/* Text that does not fit wraps into a hidden row, so that no card grows when its rate appears. */}
      <span className="flex h-5 flex-wrap gap-x-1.5 overflow-hidden">
        <Change change={changeSince(reading.totalCount, baseline?.totalCount)} stale={stale} />
        <Rate rate={reading.perMinute.gifts} stale={stale} />
      </span>
      <span className="flex flex-wrap gap-x-2 text-ink-3 short:hidden">
        {source === 'vendor' && (
          <span>
            <Amount value={reading.totalCoins} of="coins" />
          </span>
        )}
        <span>
          <Amount value={reading.senderCount} of="senders" />
        </span>
      </span>
      {/* In a low window coins and senders must fit on one line, so icons replace the words. */}
      <span className="hidden gap-x-2 text-ink-3 short:flex">
        {source === 'vendor' && <BareAmount value={reading.totalCoins} of="coins" icon={<Coins />} />}
        <BareAmount value={reading.senderCount} of="senders" icon={<Users />} />
      </span>
    </RadioGroup.Item>
  )
}

/** Returns the change of a total since the baseline; null if one of the two is unknown. It may be negative. */
export function changeSince(now: number | null, then: number | null | undefined): number | null {
  return now === null || then === null || then === undefined ? null : now - then
}

/** Renders the change of a total during this session. */
export function Change({ change, stale }: { change: number | null; stale: boolean }) {
  const t = useTranslate('counts')
  const format = useFormat()
  if (change === null) return null
  return (
    <span
      aria-label={t('since', { change: format.signed(change) })}
      className={change > 0 && !stale ? 'text-ok' : 'text-ink-3'}
    >
      {change === 0 ? '±0' : format.signed(change)}
    </span>
  )
}

/** Renders the present rate per minute. */
export function Rate({ rate, stale }: { rate: number | null; stale: boolean }) {
  const t = useTranslate('counts')
  const format = useFormat()
  if (rate === null || stale) return null
  return (
    <span className="whitespace-nowrap text-ink-3">{t('perMinute', { rate: format.number(Math.round(rate)) })}</span>
  )
}

type Counted = 'gifts' | 'coins' | 'senders' | 'viewers' | 'likes' | 'messages'

/** Renders a count with its noun; a dash if the vendor gave no value. */
export function Amount({ value, of }: { value: number | null; of: Counted }) {
  const t = useTranslate('counts')
  const format = useFormat()
  if (value !== null) return t(`amount.${of}`, { count: value, amount: format.number(value) })
  return (
    <>
      <Unknown /> {t(of)}
    </>
  )
}

/** Renders a count with an icon in place of the noun. */
function BareAmount({ value, of, icon }: { value: number | null; of: Counted; icon: ReactNode }) {
  const t = useTranslate('counts')
  const format = useFormat()
  return (
    <span className="flex items-center gap-1 [&>svg]:size-3.5" title={t(of)}>
      {icon}
      {value === null ? <Unknown /> : format.number(value)}
      <span className="sr-only"> {t(of)}</span>
    </span>
  )
}

/** Renders a dash for a value that the vendor did not give. 0 would be a wrong value. */
export function Unknown() {
  const t = useTranslate('counts')
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">{t('unknown')}</span>
    </>
  )
}
