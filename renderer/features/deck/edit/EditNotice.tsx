import { CircleAlert, Users } from 'lucide-react'
import { useExplain } from '../../../platform/explain-failure.ts'
import { useGap, useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { dropUnsaved, forgetReplaced, saveAgain, takeMineBack, useEditing } from './editing.ts'

/** Renders a notice if the deck could not be saved, or if another page has replaced it. */
export function EditNotice() {
  const t = useTranslate('deck')
  const explain = useExplain()
  const gap = useGap()
  const unsaved = useEditing((editing) => editing.unsaved)
  const replaced = useEditing((editing) => editing.replaced !== null)
  return (
    <output className="block empty:hidden">
      {unsaved !== null ? (
        <div className="flex flex-wrap items-start gap-x-2 gap-y-1 rounded-m bg-bad-soft p-2">
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
          <p className="min-w-40 flex-1">
            {t('unsaved.text')}
            {gap}
            {explain(unsaved.error)}
          </p>
          <Button size="s" onClick={saveAgain}>
            {t('unsaved.again')}
          </Button>
          <Button size="s" variant="quiet" onClick={() => void dropUnsaved().catch(() => undefined)}>
            {t('unsaved.drop')}
          </Button>
        </div>
      ) : (
        replaced && (
          <div className="flex flex-wrap items-start gap-x-2 gap-y-1 rounded-m bg-warn-soft p-2">
            <Users className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
            <p className="min-w-40 flex-1">{t('replaced.text')}</p>
            <Button size="s" onClick={takeMineBack}>
              {t('replaced.mine')}
            </Button>
            <Button size="s" variant="quiet" onClick={forgetReplaced}>
              {t('replaced.theirs')}
            </Button>
          </div>
        )
      )}
    </output>
  )
}
