import { useState } from 'react'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { useSends } from '../sends/store.ts'
import { loadOlder } from './load-older.ts'

/** With fewer than a snapshot brings, the snapshot was everything. */
const snapshotSends = 200

export function OlderButton() {
  const words = useWords('activity')
  const explain = useExplain()
  const mayBeMore = useSends(({ order }) => order.length >= snapshotSends)
  const [state, setState] = useState<'more' | 'loading' | 'end'>('more')
  const load = async () => {
    setState('loading')
    try {
      setState((await loadOlder()) ? 'more' : 'end')
    } catch (error) {
      setState('more')
      tell(explain(error), 'bad')
    }
  }
  if (!mayBeMore) return null
  return (
    <div className="flex justify-center p-2 text-ink-3">
      {state === 'end' ? (
        words('older.end')
      ) : (
        <Button look="quiet" size="s" disabled={state === 'loading'} onClick={() => void load()}>
          {words(state === 'loading' ? 'older.loading' : 'older.more')}
        </Button>
      )}
    </div>
  )
}
