import { useEffect } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CheckList } from './CheckList.tsx'
import { ConnectionStep } from './ConnectionStep.tsx'
import { RoomButtons } from './RoomButtons.tsx'
import { RoomOverview } from './RoomOverview.tsx'
import { SafetyStep } from './SafetyStep.tsx'
import { StepMarks } from './StepMarks.tsx'
import { forgetSecrets, useRoomDraft } from './draft.ts'
import { useRoomDialog } from './room-dialog.ts'

interface RoomDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function RoomDialog({ open, onOpenChange }: RoomDialogProps) {
  const words = useWords('rooms')
  const dialog = useRoomDialog(open, () => onOpenChange(false))
  const { view, room, failure, check } = dialog
  useFocusOnWrongField()
  const change = (next: boolean) => {
    if (!next) {
      dialog.cancel()
      forgetSecrets()
    }
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={words(view === 'room' ? 'title' : dialog.editing ? 'editTitle' : 'connectTitle')}
      footer={<RoomButtons dialog={dialog} />}
    >
      {view === 'room' ? (
        <RoomOverview room={room} failure={failure} />
      ) : (
        <form
          id="room-form"
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            dialog.next()
          }}
        >
          <StepMarks step={view} />
          {view === 'connection' && <ConnectionStep />}
          {view === 'safety' && <SafetyStep />}
          {view === 'check' && <CheckList check={check} failure={failure} />}
        </form>
      )}
    </Dialog>
  )
}

/** The first wrong field is the one to mend, so the host lands in it. */
function useFocusOnWrongField() {
  const problems = useRoomDraft((draft) => draft.problems)
  useEffect(() => {
    if (Object.keys(problems).length === 0) return
    const form = document.querySelector('#room-form')
    if (form?.contains(document.activeElement) && document.activeElement?.matches('input')) return
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
}
