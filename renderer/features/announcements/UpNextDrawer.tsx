import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useUnread } from '../../platform/readings.ts'
import { UpNext } from './UpNext.tsx'

export function UpNextDrawer(props: OpenProps) {
  const t = useTranslate('announcements')
  return (
    <Dialog {...props} unread={useUnread('upNext', 'schedules')} place="sheet" title={t('upNext.title')}>
      <UpNext />
    </Dialog>
  )
}
