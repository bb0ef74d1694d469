import { useEffect } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../app/on-demand.tsx'
import { useIsKnown, useUnread } from '../../app/readings.ts'
import { TemplateList } from './TemplateList.tsx'
import { VariableList } from './VariableList.tsx'
import { beginTemplateEdit, templatesBody, useTemplateEdit } from './template-edit.ts'
import { saveTemplates, useTemplates } from './templates-store.ts'
import { usePress } from './use-press.ts'

export function TemplatesDrawer({ open, onOpenChange }: OpenProps) {
  const words = useWords('announcements')
  const isChanged = useTemplateEdit((edit) => edit.isChanged)
  const { run, busy, problems, failure, setProblems } = usePress()
  const isKnown = useIsKnown('templates')
  useEffect(() => {
    // What came late is what there is to change; a change of nothing would take its place.
    if (open) beginTemplateEdit(useTemplates.getState())
  }, [open, isKnown])

  const close = () => {
    setProblems({})
    onOpenChange(false)
  }
  const save = async () => {
    const made = templatesBody(useTemplateEdit.getState())
    if ('problems' in made) return setProblems(made.problems)
    if (await run(() => saveTemplates(made.body))) close()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      isChanged={isChanged}
      unread={useUnread('templates')}
      place="sheet"
      title={words('templates.title')}
      description={words('templates.about')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{failure}</output>
          <Button look="quiet" onClick={close}>
            {words('cancel')}
          </Button>
          <Button look="accent" disabled={!isChanged || busy} onClick={() => void save()}>
            {words('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TemplateList problems={problems} />
        <VariableList problems={problems} />
      </div>
    </Dialog>
  )
}
