import { useWords } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useUnread } from '../../app/readings.ts'
import { UpNext } from './UpNext.tsx'

export function UpNextDrawer(props: OpenProps) {
  const words = useWords('announcements')
  return (
    <Dialog {...props} unread={useUnread('upNext', 'schedules')} place="sheet" title={words('upNext.title')}>
      <UpNext />
    </Dialog>
  )
}
