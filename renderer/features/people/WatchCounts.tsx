import { Eye, EyeOff } from 'lucide-react'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { tell } from '../../ui/toasts.ts'
import { chooseReceivers, useReceiverNames } from '../counts/receivers.ts'

/** Whether the gifts that a co-host receives are counted beside the host's. */
export function WatchCounts({ userId }: { userId: string }) {
  const words = useWords('people')
  const explain = useExplain()
  const receivers = useReceiverNames((state) => state.receivers)
  if (receivers === null) return null
  const on = receivers.includes(userId)
  const next = on ? receivers.filter((each) => each !== userId) : [...receivers, userId]
  return (
    <IconButton
      label={words('watch', { id: userId })}
      icon={on ? <Eye /> : <EyeOff />}
      aria-pressed={on}
      className={on ? 'text-accent-text' : ''}
      onClick={() => void chooseReceivers(next).catch((error: unknown) => tell(explain(error), 'bad'))}
    />
  )
}

/** The same in a word: a crossed eye alone does not say what it does not see. */
export function WatchedNote({ userId }: { userId: string }) {
  const words = useWords('people')
  const receivers = useReceiverNames((state) => state.receivers)
  if (receivers === null) return null
  return (
    <span aria-hidden className="text-ink-3">
      {words(receivers.includes(userId) ? 'counted' : 'notCounted')}
    </span>
  )
}
