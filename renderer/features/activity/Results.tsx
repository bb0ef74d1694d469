import { useEffect, useRef, useState } from 'react'
import type { Receipt, SendState } from '../../../shared/contract/send.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { useGiftName } from '../deck/gift-names.ts'
import { onReceiptsFromStart } from '../sends/store.ts'

/** Results are collected for this long, so that a burst is announced in one sentence. */
const gatherMs = 800

const spoken: ReadonlySet<SendState> = new Set(['delivered', 'refused', 'dropped', 'unknown', 'expired', 'held'])

/** Announces outcomes of sends to screen readers: a single outcome with the gift's name, several with their number. */
export function Results() {
  const t = useTranslate('activity')
  const app = useTranslate('app')
  const nameOf = useGiftName()
  const [text, setText] = useState('')
  const gathered = useRef<Receipt[]>([])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // A screen reader ignores a live region whose text has not changed.
    const say = (next: string) => setText((before) => (before === next ? `${next}\u00A0` : next))
    const announce = () => {
      timer = undefined
      const ended = gathered.current.splice(0)
      const [only, ...others] = ended
      if (only !== undefined && others.length === 0)
        return say(t('result', { name: nameOf(only), state: app(`state.${only.state}`) }))
      const counts = Map.groupBy(ended, ({ state }) => state)
      say([...counts].map(([state, some]) => `${some.length} ${app(`state.${state}`)}`).join(', '))
    }
    const speakSoon = () => {
      if (gathered.current.length > 0) timer ??= setTimeout(announce, gatherMs)
    }
    // Announce results gathered under the previous names at once; do not wait for the next result.
    speakSoon()
    const forget = onReceiptsFromStart((changes, history) => {
      if (history) return
      for (const { receipt, before } of changes)
        if (spoken.has(receipt.state) && before?.state !== receipt.state) gathered.current.push(receipt)
      speakSoon()
    }, 'spoken')
    return () => {
      forget()
      clearTimeout(timer)
    }
  }, [t, app, nameOf])

  return (
    <output aria-live="polite" className="sr-only">
      {text}
    </output>
  )
}
