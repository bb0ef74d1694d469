import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads } from '../../platform/requests.ts'
import { UpNext } from './UpNext.tsx'

export function UpNextDrawer(props: OpenProps) {
  const t = useTranslate('announcements')
  return (
    <Dialog {...props} failedReads={useFailedReads('upNext', 'schedules')} place="sheet" title={t('upNext.title')}>
      <UpNext />
    </Dialog>
  )
}
