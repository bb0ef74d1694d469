import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads } from '../../platform/requests.ts'
import { PastPosts } from './PastPosts.tsx'

export function HistoryDrawer(props: OpenProps) {
  const t = useTranslate('announcements')
  return (
    <Dialog {...props} failedReads={useFailedReads('posts')} place="sheet" title={t('history.title')}>
      <PastPosts />
    </Dialog>
  )
}
