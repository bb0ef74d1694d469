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
