import { useWords } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useUnread } from '../../app/readings.ts'
import { PastPosts } from './PastPosts.tsx'

export function HistoryDrawer(props: OpenProps) {
  const words = useWords('announcements')
  return (
    <Dialog {...props} unread={useUnread('posts')} place="sheet" title={words('history.title')}>
      <PastPosts />
    </Dialog>
  )
}
