import { Send } from 'lucide-react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import type { Hindrance } from './can-post.ts'

export function PostButton({ why, busy }: { why: Hindrance | null; busy: boolean }) {
  const words = useWords('announcements')
  return (
    <Tooltip label={why === null ? words('post') : words(`why.${why}`)} shortcut={shortcuts.post}>
      <Button type="submit" look="accent" disabled={why !== null || busy}>
        <Send aria-hidden />
        {words('post')}
      </Button>
    </Tooltip>
  )
}
