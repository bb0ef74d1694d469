import { CalendarClock, Eye, ListPlus, Lock, Send } from 'lucide-react'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useWords } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Preview } from './Preview.tsx'
import type { Hindrance } from './blocked-reason.ts'
import { useDraft } from './draft.ts'
import { editNewSchedule } from './schedule-edit.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { isLocked } from '../deck/blocked-reason.ts'
import { useStatus } from '../status/store.ts'

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

function PostButton({ why, busy }: { why: Hindrance | null; busy: boolean }) {
  const words = useWords('announcements')
  const live = useStatus(({ status }) => status?.environment === 'live')
  const locked = useStatus(({ status }) => isLocked(status))
  const name = words(locked ? 'unlock' : 'post')
  return (
    <Tooltip
      label={why === null ? words(locked ? 'unlockMeans' : 'post') : words(`why.${why}`)}
      shortcut={shortcuts.post}
    >
      <Button type="submit" look={locked ? 'plain' : live ? 'danger' : 'accent'} disabled={why !== null || busy}>
        {locked ? <Lock aria-hidden /> : <Send aria-hidden />}
        {name}
      </Button>
    </Tooltip>
  )
}
