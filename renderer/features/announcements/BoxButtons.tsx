import { CalendarClock, Eye, ListPlus } from 'lucide-react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { PostButton } from './PostButton.tsx'
import { Preview } from './Preview.tsx'
import type { Hindrance } from './can-post.ts'
import { useDraft } from './draft.ts'
import { editNewSchedule } from './schedule-edit.ts'

interface BoxButtonsProps {
  why: Hindrance | null
  busy: boolean
  onLater: () => void
}

/** What can be done with the text in the box: look at it, line it up, schedule it, post it. */
export function BoxButtons({ why, busy, onLater }: BoxButtonsProps) {
  const words = useWords('announcements')
  const { text, extensionInfo, from } = useDraft()
  return (
    <div className="flex items-center gap-1">
      {/* Where there is room the preview stands beside the box. */}
      <span className="hidden cockpit:block wide:hidden wide:short:block">
        <Popover
          label={words('preview.label')}
          trigger={<IconButton label={words('preview.label')} icon={<Eye />} disabled={text === ''} />}
        >
          <Preview text={text} extensionInfo={extensionInfo} from={from} />
        </Popover>
      </span>
      <IconButton
        label={words('upNext.lineUp')}
        icon={<ListPlus />}
        shortcut={shortcuts.lineUp}
        data-line-up
        disabled={text.trim() === '' || busy}
        onClick={onLater}
      />
      <IconButton
        label={words('schedule.this')}
        icon={<CalendarClock />}
        onClick={() => editNewSchedule({ text, extensionInfo, from })}
      />
      <PostButton why={why} busy={busy} />
    </div>
  )
}
