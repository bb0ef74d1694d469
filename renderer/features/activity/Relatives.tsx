import { CornerDownRight, CornerLeftUp } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { SendStory } from '../../../shared/contract/story.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { StateChip } from '../../ui/Chip.tsx'
import { openStory } from './store.ts'

/** Renders links to the send that this one repeats and to the sends that repeat this one. */
export function Relatives({ story: { parent, children } }: { story: SendStory }) {
  const t = useTranslate('activity')
  if (parent === null && children.length === 0) return null
  return (
    <ul className="flex flex-col gap-1">
      {parent !== null && <Relative send={parent} icon={<CornerLeftUp aria-hidden />} what={t('story.parent')} />}
      {children.map((child) => (
        <Relative key={child.id} send={child} icon={<CornerDownRight aria-hidden />} what={t('story.child')} />
      ))}
    </ul>
  )
}

function Relative({ send, icon, what }: { send: Receipt; icon: ReactNode; what: string }) {
  const { time } = useFormat()
  return (
    <li>
      <button
        type="button"
        onClick={() => openStory(send.id)}
        className="flex min-h-8 w-full items-center gap-2 rounded-m bg-raised px-2 text-left hover:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3"
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{what}</span>
        <time dateTime={send.createdAt} className="text-ink-3">
          {time(send.createdAt)}
        </time>
        <StateChip state={send.state} />
      </button>
    </li>
  )
}
