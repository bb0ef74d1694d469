import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { isCut, useConnection } from '../../app/connection.ts'
import { useFormat } from '../../i18n/format.ts'
import { useGap } from '../../i18n/gap.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { useWords } from '../../i18n/words.ts'
import { Quote } from '../../ui/Quote.tsx'

/** How old a reading is, or why there is no newer one and what to do about it. */
export function ReadingAge({ reading }: { reading: Reading }) {
  const words = useWords('counts')
  const format = useFormat()
  const gap = useGap()
  const sentence = useReadSentence(reading.trouble?.reason)
  const isLost = useConnection(({ state }) => isCut(state))
  const { at, stale, trouble, everyMs, source } = reading
  if (isLost) return <Worry>{at === null ? words('lostNever') : words('lost', { time: format.time(at) })}</Worry>
  if (source === 'receipts') return <p className="text-ink-3">{words('receipts')}</p>
  if (stale || trouble !== null) {
    const why = sentence?.happened ?? trouble?.message ?? words('staleWhy')
    return (
      <Worry>
        {!stale
          ? words('trouble', { why })
          : at === null
            ? words('staleNever', { why })
            : words('stale', { why, time: format.time(at) })}
        {gap}
        {trouble?.advice ? (sentence?.advice ?? trouble.advice) : words('keepsTrying')}
        <Quote of={trouble} />
      </Worry>
    )
  }
  return (
    <p className="text-ink-3">
      {at === null ? words('waiting') : words('asOf', { time: format.time(at), every: format.duration(everyMs ?? 0) })}
    </p>
  )
}

const Worry = ({ children }: { children: ReactNode }) => (
  <output className="flex items-start gap-1.5 text-warn">
    <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
    <span className="min-w-0 break-words">{children}</span>
  </output>
)
