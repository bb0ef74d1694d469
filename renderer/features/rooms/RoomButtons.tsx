import { useWords } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { useStatus } from '../status/store.ts'
import type { useRoomDialog } from './room-dialog.ts'
import { type Step, showView } from './view.ts'

type Dialog = ReturnType<typeof useRoomDialog>

export function RoomButtons({ dialog }: { dialog: Dialog }) {
  const words = useWords('rooms')
  const { view, busy, back, remove } = dialog
  switch (view.name) {
    case 'steps':
      return <StepButtons dialog={dialog} step={view.step} of={view.of} />
    case 'list':
      return (
        <Button look="accent" onClick={() => showView({ name: 'steps', step: 'connection', of: null })}>
          {words('connect')}
        </Button>
      )
    case 'copy':
      return (
        <>
          <Button look="quiet" onClick={back}>
            {words('cancel')}
          </Button>
          <Button look="accent" type="submit" form="room-form">
            {words('copy.save')}
          </Button>
        </>
      )
    case 'remove':
      return (
        <>
          <Button look="quiet" onClick={back}>
            {words('cancel')}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void remove(view.of)}>
            {words('remove.do')}
          </Button>
        </>
      )
  }
}

function StepButtons({ dialog, step, of }: { dialog: Dialog; step: Step; of: string | null }) {
  const words = useWords('rooms')
  const isInUse = useStatus(({ status }) => of !== null && status?.room === of)
  const { check, busy, loading, back, runCheck, useDraftRoom } = dialog
  const last = isInUse ? 'save' : of === null ? 'use' : 'saveAndUse'
  const passed = check.steps.length > 0 && check.steps.every(({ result }) => result !== 'failed')
  return (
    <>
      <Button look="quiet" className="mr-auto" onClick={back}>
        {words(step === 'connection' ? 'allRooms' : 'back')}
      </Button>
      {step === 'check' ? (
        <>
          <Button disabled={check.running || busy} onClick={() => void runCheck()}>
            {words('check.again')}
          </Button>
          <Button look={passed && !check.running ? 'accent' : 'plain'} disabled={busy} onClick={useDraftRoom}>
            {words(passed || check.running ? last : isInUse ? 'saveAnyway' : 'useAnyway')}
          </Button>
        </>
      ) : (
        <Button look="accent" type="submit" form="room-form" disabled={loading}>
          {words(step === 'connection' ? 'next' : 'check.start')}
        </Button>
      )}
    </>
  )
}
