import { CornerUpLeft, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LinedUp } from '../../../shared/contract/up-next.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { tellRemoved, useTellFailure } from './aside.ts'
import { usePutBack } from './put-back.ts'
import { lineUp, removeLinedUp } from './up-next-store.ts'
import { useTimeOfDay } from './when-words.ts'

/** `at`: when it will go, while the line runs. */
export function LineRow({ item, at, handle }: { item: LinedUp; at: string | null; handle: ReactNode }) {
  const words = useWords('announcements')
  const time = useTimeOfDay()
  const putBack = usePutBack()
  const tellFailure = useTellFailure()

  const remove = async () => {
    const removed = await removeLinedUp(item.id)
    tellRemoved(item.text, () => lineUp(removed))
  }
  const takeBack = async () => {
    await removeLinedUp(item.id)
    putBack(item)
  }
  return (
    <div className="flex items-start gap-1 rounded-m bg-raised py-1 pr-1 shadow-panel">
      {handle}
      <div className="min-w-0 flex-1 py-1">
        {at !== null && (
          <time dateTime={at} className="text-accent-text">
            {time(at)}
          </time>
        )}
        <p dir="auto" className="line-clamp-2 wrap-anywhere text-ink">
          {item.text}
        </p>
      </div>
      <IconButton
        label={words('upNext.takeBack')}
        icon={<CornerUpLeft />}
        onClick={() => void takeBack().catch(tellFailure)}
      />
      <IconButton label={words('remove')} icon={<X />} onClick={() => void remove().catch(tellFailure)} />
    </div>
  )
}
