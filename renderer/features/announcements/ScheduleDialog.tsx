import { closeDialog, openDialog } from '../../app/dialogs.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../app/on-demand.tsx'
import { ScheduleFields } from './ScheduleFields.tsx'
import { acceptDraft, useDraft } from './draft.ts'
import { scheduleBody } from './schedule-body.ts'
import { useScheduleEdit } from './schedule-edit.ts'
import { saveSchedule } from './schedules-store.ts'
import { usePress } from './use-press.ts'

export function ScheduleDialog({ open }: OpenProps) {
  const words = useWords('announcements')
  const id = useScheduleEdit((edit) => edit.id)
  const { run, busy, problems, failure, setProblems } = usePress()

  const close = () => {
    setProblems({})
    const { returnTo } = useScheduleEdit.getState()
    if (returnTo === null) closeDialog()
    else openDialog(returnTo)
  }
  const save = async () => {
    const edit = useScheduleEdit.getState()
    const made = scheduleBody(edit)
    if ('problems' in made) return setProblems(made.problems)
    if (!(await run(() => saveSchedule(made.body, edit.id)))) return
    // A text that came out of the box has found its place.
    if (edit.id === null && edit.returnTo === null) acceptDraft(edit.text, useDraft.getState().lastId)
    close()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={words(id === null ? 'schedule.newTitle' : 'schedule.editTitle')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{failure}</output>
          <Button look="quiet" onClick={close}>
            {words('cancel')}
          </Button>
          <Button look="accent" type="submit" form="schedule-form" disabled={busy}>
            {words(id === null ? 'schedule.do' : 'save')}
          </Button>
        </>
      }
    >
      <form
        id="schedule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ScheduleFields problems={problems} onEdit={() => setProblems({})} />
      </form>
    </Dialog>
  )
}
