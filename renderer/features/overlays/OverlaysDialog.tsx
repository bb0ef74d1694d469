import { useState } from 'react'
import type { Overlay } from '../../../shared/contract/overlays.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads } from '../../platform/requests.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { languageInUse } from '../../i18n/language.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { tell } from '../../ui/toasts.ts'
import { useStatus } from '../status/store.ts'
import { MadeOverlay, type Made } from './MadeOverlay.tsx'
import { OverlayForm } from './OverlayForm.tsx'
import { OverlayList } from './OverlayList.tsx'
import { draftOf, newDraft, settingsOf, type OverlayDraft } from './draft.ts'
import { overlays } from './store.ts'

type View =
  | { name: 'list' }
  /** `id` is null for a new overlay. `start` is the form as it was opened. */
  | { name: 'form'; id: string | null; start: OverlayDraft; draft: OverlayDraft; problem?: string }
  | { name: 'made'; made: Made }

/** Renders the overlays for OBS: the list, the form of one, and the address of a new one, which is shown once. */
export function OverlaysDialog({ open, onOpenChange }: OpenProps) {
  return open ? <OpenOverlays onOpenChange={onOpenChange} /> : null
}

const formId = 'overlay-form'

function OpenOverlays({ onOpenChange }: Pick<OpenProps, 'onOpenChange'>) {
  const t = useTranslate('overlays')
  const [view, setView] = useState<View>({ name: 'list' })
  const room = useStatus(({ status }) => status?.room) ?? ''
  const failedReads = useFailedReads('overlays')
  const save = useSave(setView)
  overlays.useLoaded()

  const openForm = (overlay: Overlay | null) => {
    const start = overlay === null ? newDraft(room, languageInUse()) : draftOf(overlay)
    setView({ name: 'form', id: overlay?.id ?? null, start, draft: start })
  }
  const showList = () => setView({ name: 'list' })
  const titles = {
    list: 'title',
    form: view.name === 'form' && view.id !== null ? 'edit' : 'new',
    made: 'made.title',
  } as const

  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      isChanged={view.name === 'form' && JSON.stringify(view.draft) !== JSON.stringify(view.start)}
      failedReads={view.name === 'list' ? failedReads : []}
      title={t(titles[view.name], { name: view.name === 'made' ? view.made.name : '' })}
      description={view.name === 'list' ? t('about') : undefined}
      footer={
        view.name === 'form' ? (
          <>
            <Button variant="quiet" onClick={showList}>
              {t('cancel')}
            </Button>
            <Button variant="accent" type="submit" form={formId} disabled={view.draft.name.trim() === ''}>
              {t(view.id === null ? 'make' : 'save')}
            </Button>
          </>
        ) : view.name === 'made' ? (
          <Button onClick={showList}>{t('made.done')}</Button>
        ) : undefined
      }
    >
      {view.name === 'list' && <OverlayList onEdit={openForm} onNew={() => openForm(null)} />}
      {view.name === 'form' && (
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save(view.id, view.draft)
          }}
        >
          <OverlayForm
            draft={view.draft}
            isNew={view.id === null}
            problem={view.problem}
            onChange={(change) => setView({ ...view, draft: { ...view.draft, ...change } })}
          />
        </form>
      )}
      {view.name === 'made' && <MadeOverlay made={view.made} />}
    </Dialog>
  )
}

/** Returns a function that makes an overlay, or changes the one with this id. */
function useSave(setView: (change: View | ((view: View) => View)) => void) {
  const t = useTranslate('overlays')
  const explain = useExplain()
  const problem = useFieldProblem()
  return async (id: string | null, draft: OverlayDraft) => {
    const settings = settingsOf(draft)
    try {
      if (id === null) {
        const { address } = await client.overlays.create(settings)
        setView({ name: 'made', made: { name: settings.name, address } })
      } else {
        await client.overlays.change({ ...settings, id })
        tell(t('saved', { name: settings.name }), 'ok')
        setView({ name: 'list' })
      }
      overlays.reload()
    } catch (error) {
      const issue = fieldIssues(error)?.['name']
      if (issue === undefined) return void tell(explain(error), 'bad')
      setView((view) => (view.name === 'form' ? { ...view, problem: problem(issue) } : view))
    }
  }
}
