import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import type { useRoomDialog } from './room-dialog.ts'

type Dialog = ReturnType<typeof useRoomDialog>

export const RoomButtons = ({ dialog }: { dialog: Dialog }) =>
  dialog.view === 'room' ? <OverviewButtons dialog={dialog} /> : <StepButtons dialog={dialog} />

function OverviewButtons({ dialog: { room, busy, edit, useSandbox } }: { dialog: Dialog }) {
  const words = useWords('rooms')
  const connected = room !== null && room.environment !== 'sandbox'
  return (
    <>
      {room?.environment !== 'sandbox' && (
        <Button look="quiet" className="mr-auto" disabled={busy} onClick={useSandbox}>
          {words('useSandbox')}
        </Button>
      )}
      {connected && (
        <Button disabled={busy} onClick={() => edit(room)}>
          {words('edit')}
        </Button>
      )}
      <Button look="accent" disabled={busy} onClick={() => edit(null)}>
        {words('connect')}
      </Button>
    </>
  )
}

function StepButtons({ dialog }: { dialog: Dialog }) {
  const words = useWords('rooms')
  const { view, check, busy, back, runCheck, useDraftRoom } = dialog
  const passed = check.steps.length > 0 && check.steps.every((step) => step.result !== 'failed')
  return (
    <>
      <Button look="quiet" className="mr-auto" onClick={back}>
        {words('back')}
      </Button>
      {view === 'check' ? (
        <>
          <Button disabled={check.running || busy} onClick={() => void runCheck()}>
            {words('check.again')}
          </Button>
          <Button look={passed && !check.running ? 'accent' : 'plain'} disabled={busy} onClick={useDraftRoom}>
            {words(passed || check.running ? 'use' : 'useAnyway')}
          </Button>
        </>
      ) : (
        <Button look="accent" type="submit" form="room-form">
          {words(view === 'connection' ? 'next' : 'check.start')}
        </Button>
      )}
    </>
  )
}
