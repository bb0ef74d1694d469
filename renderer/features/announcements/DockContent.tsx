import { useTranslate } from '../../i18n/translate.ts'
import { PastPosts } from './PastPosts.tsx'
import { Preview } from './Preview.tsx'
import { UpNext } from './UpNext.tsx'
import { useDraft } from './draft.ts'

/** Renders what a dock shows below the form: the preview, the announcement queue and the past posts. */
export function DockContent() {
  const t = useTranslate('announcements')
  const { text, extensionInfo, from } = useDraft()
  return (
    <div className="flex flex-col gap-4 px-3 pb-3">
      {text !== '' && <Preview text={text} extensionInfo={extensionInfo} from={from} className="max-h-40" />}
      <div className="border-t border-line pt-3">
        <UpNext />
      </div>
      <section aria-label={t('history.title')} className="flex flex-col gap-1 border-t border-line pt-3">
        <h3 className="font-semibold text-ink-2">{t('history.title')}</h3>
        <PastPosts />
      </section>
    </div>
  )
}
