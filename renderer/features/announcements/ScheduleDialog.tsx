import { closeDialog, openDialog } from '../../platform/navigation.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { ScheduleFields } from './ScheduleFields.tsx'
import { acceptDraft, useDraft } from './draft.ts'
import { useScheduleEdit, type ScheduleEdit } from './schedule-edit.ts'
import { saveSchedule } from './stores.ts'
import { usePress } from './use-press.ts'
import { type NewSchedule, newScheduleSchema } from '../../../shared/contract/schedules.ts'
import { problemsOf } from '../../platform/field-issues.ts'
import { fromLocalTime } from '../../i18n/relative-time.ts'
import { checkExtensionInfo } from './extension-info.ts'

export function ScheduleDialog({ open }: OpenProps) {
  const t = useTranslate('announcements')
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
    // A text that came from the panel's text field is saved now, so the field is emptied.
    if (edit.id === null && edit.returnTo === null) acceptDraft(edit.text, useDraft.getState().lastId)
    close()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t(id === null ? 'schedule.newTitle' : 'schedule.editTitle')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{failure}</output>
          <Button variant="quiet" onClick={close}>
            {t('cancel')}
          </Button>
          <Button variant="accent" type="submit" form="schedule-form" disabled={busy}>
            {t(id === null ? 'schedule.do' : 'save')}
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

const asNumber = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed))

/** Converts the form to a schedule of the contract, or returns the errors by field. */
function scheduleBody(edit: ScheduleEdit): { body: NewSchedule } | { problems: Record<string, string> } {
  const extension = checkExtensionInfo(edit.extensionInfo)
  if (extension.state === 'invalid') return { problems: {} }
  const parsed = newScheduleSchema.safeParse({
    text: edit.text,
    ...(extension.state === 'valid' ? { extensionInfo: extension.value } : {}),
    ...(edit.from.trim() === '' ? {} : { from: edit.from.trim() }),
    when:
      edit.kind === 'once'
        ? { kind: 'once', at: fromLocalTime(edit.at) }
        : { kind: 'every', minutes: asNumber(edit.minutes), jitterSeconds: asNumber(edit.jitterSeconds) },
    onlyWhile: edit.onlyWhile,
    onlyComplete: edit.onlyComplete,
    enabled: edit.enabled,
  })
  if (parsed.success) return { body: parsed.data }
  return { problems: problemsOf(parsed.error) }
}
