import { Lock, Send } from 'lucide-react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { isLocked } from '../deck/hindrance.ts'
import { useStatus } from '../status/store.ts'
import type { Hindrance } from './can-post.ts'

export function PostButton({ why, busy }: { why: Hindrance | null; busy: boolean }) {
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
