import { EyeOff } from 'lucide-react'
import { mostWatched as most } from '../../../shared/limits.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { usePeople } from '../people/store.ts'
import { chooseReceivers, useReceiverNames } from './receivers.ts'

/** The deck fires at someone whose totals are not read: without a word their gifts would look lost. */
export function NotCounted() {
  const words = useWords('counts')
  const explain = useExplain()
  const receivers = useReceiverNames((state) => state.receivers) ?? []
  const receiver = usePeople(({ people }) => people?.room.tencent && people.receiver.tencent)
  if (receiver === undefined || receivers.length === 0 || receivers.includes(receiver)) return null
  const count = () => chooseReceivers([...receivers, receiver]).catch((error: unknown) => tell(explain(error), 'bad'))
  return (
    <p className="flex items-center gap-1.5 text-ink-3">
      <EyeOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 break-words">{words('receivers.notCounted', { receiver })}</span>
      {receivers.length < most && (
        <Button size="s" aria-label={words('receivers.countOne', { receiver })} onClick={() => void count()}>
          {words('receivers.count')}
        </Button>
      )}
    </p>
  )
}
