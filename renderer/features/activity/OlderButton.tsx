import { useState } from 'react'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { loadOlder } from './load-older.ts'

export function OlderButton() {
  const words = useWords('activity')
  const explain = useExplain()
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
