import { Coins, TriangleAlert, Users } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { Reading } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Change, Rate } from './Change.tsx'
import { Amount, BareAmount } from './Amount.tsx'
import { Unknown } from './Unknown.tsx'
import { changeSince } from './change-since.ts'
import { chooseReceiver, readingKey } from './store.ts'

/** Several receivers side by side; the chosen one is drawn below. */
export function ReceiverCards({ readings, shown }: { readings: readonly Reading[]; shown: Reading }) {
  const words = useWords('counts')
  return (
    <RadioGroup.Root
      aria-label={words('receivers.cards')}
      value={readingKey(shown)}
      onValueChange={chooseReceiver}
      // Four stand two and two: three and one would leave a hole.
      className={`grid max-h-68 shrink-0 gap-1.5 overflow-y-auto ${readings.length === 4 ? 'grid-cols-2' : 'grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]'}`}
    >
      {readings.map((reading) => (
        <ReceiverCard key={readingKey(reading)} reading={reading} />
      ))}
    </RadioGroup.Root>
  )
}

function ReceiverCard({ reading }: { reading: Reading }) {
  const words = useWords('counts')
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
            <span className="sr-only">{words('receivers.stale')}</span>
          </>
        )}
        <span className={`ml-auto text-title font-semibold tabular-nums ${stale ? 'text-ink-3' : 'text-ink'}`}>
          {reading.totalCount === null ? <Unknown /> : format.number(reading.totalCount)}
          {/* The panel's title says what is counted. */}
          <span className="sr-only"> {words('gifts')}</span>
        </span>
      </span>
      {/* What does not fit wraps out of sight, so that no card grows as its rate comes. */}
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
      {/* In a low window both must stand on one line. */}
      <span className="hidden gap-x-2 text-ink-3 short:flex">
        {source === 'vendor' && <BareAmount value={reading.totalCoins} of="coins" icon={<Coins />} />}
        <BareAmount value={reading.senderCount} of="senders" icon={<Users />} />
      </span>
    </RadioGroup.Item>
  )
}
