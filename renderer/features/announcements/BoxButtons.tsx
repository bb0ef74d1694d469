import { isLocked } from '../../../shared/domain/arming.ts'
import { CalendarClock, Eye, ListPlus, Lock, Send } from 'lucide-react'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Preview } from './Preview.tsx'
import type { BlockedReason } from './blocked-reason.ts'
import { useDraft } from './draft.ts'
import { editNewSchedule } from './schedule-edit.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useStatus } from '../status/store.ts'

interface BoxButtonsProps {
  why: BlockedReason | null
  busy: boolean
  onLater: () => void
}

/** Renders the buttons for the typed text: preview, queue, schedule, post. */
export function BoxButtons({ why, busy, onLater }: BoxButtonsProps) {
  const t = useTranslate('announcements')
  const { text, extensionInfo, from } = useDraft()
  return (
    <div className="flex items-center gap-1">
      {/* In a wide window the preview is shown beside the text field, so this button is hidden. */}
      <span className="hidden cockpit:block wide:hidden wide:short:block">
        <Popover
          label={t('preview.label')}
          trigger={<IconButton label={t('preview.label')} icon={<Eye />} disabled={text === ''} />}
        >
          <Preview text={text} extensionInfo={extensionInfo} from={from} />
        </Popover>
      </span>
      <IconButton
        label={t('upNext.lineUp')}
        icon={<ListPlus />}
        shortcut={shortcuts.lineUp}
        data-line-up
        disabled={text.trim() === '' || busy}
        onClick={onLater}
      />
      <IconButton
        label={t('schedule.this')}
        icon={<CalendarClock />}
        onClick={() => editNewSchedule({ text, extensionInfo, from })}
      />
      <PostButton why={why} busy={busy} />
    </div>
  )
}

function PostButton({ why, busy }: { why: BlockedReason | null; busy: boolean }) {
  const t = useTranslate('announcements')
  const live = useStatus(({ status }) => status?.environment === 'live')
  const locked = useStatus(({ status }) => isLocked(status))
  const name = t(locked ? 'unlock' : 'post')
  return (
    <Tooltip label={why === null ? t(locked ? 'unlockMeans' : 'post') : t(`why.${why}`)} shortcut={shortcuts.post}>
      <Button type="submit" variant={locked ? 'plain' : live ? 'danger' : 'accent'} disabled={why !== null || busy}>
        {locked ? <Lock aria-hidden /> : <Send aria-hidden />}
        {name}
      </Button>
    </Tooltip>
  )
}
