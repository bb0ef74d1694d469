import type { ReactNode } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Unknown } from './Unknown.tsx'

export type Counted = 'gifts' | 'coins' | 'senders' | 'viewers' | 'likes' | 'messages'

/** So many of something; a dash where the vendor did not say. */
export function Amount({ value, of }: { value: number | null; of: Counted }) {
  const words = useWords('counts')
  const format = useFormat()
  if (value !== null) return words(`amount.${of}`, { count: value, amount: format.number(value) })
  return (
    <>
      <Unknown /> {words(of)}
    </>
  )
}

/** The same with an icon in place of the word. */
export function BareAmount({ value, of, icon }: { value: number | null; of: Counted; icon: ReactNode }) {
  const words = useWords('counts')
  const format = useFormat()
  return (
    <span className="flex items-center gap-1 [&>svg]:size-3.5" title={words(of)}>
      {icon}
      {value === null ? <Unknown /> : format.number(value)}
      <span className="sr-only"> {words(of)}</span>
    </span>
  )
}
