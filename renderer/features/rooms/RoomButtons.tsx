import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { useStatus } from '../status/store.ts'
import type { useRoomDialog } from './room-dialog.ts'
import { type Step, showView } from './view.ts'

type Dialog = ReturnType<typeof useRoomDialog>

export function RoomButtons({ dialog }: { dialog: Dialog }) {
  const t = useTranslate('rooms')
  const { view, busy, back, remove } = dialog
  switch (view.name) {
    case 'steps':
      return <StepButtons dialog={dialog} step={view.step} of={view.of} />
    case 'list':
      return (
        <Button variant="accent" onClick={() => showView({ name: 'steps', step: 'connection', of: null })}>
          {t('connect')}
        </Button>
      )
    case 'copy':
      return (
        <>
          <Button variant="quiet" onClick={back}>
            {t('cancel')}
          </Button>
          <Button variant="accent" type="submit" form="room-form">
            {t('copy.save')}
          </Button>
        </>
      )
    case 'remove':
      return (
        <>
          <Button variant="quiet" onClick={back}>
            {t('cancel')}
          </Button>
          <Button variant="danger" disabled={busy} onClick={() => void remove(view.of)}>
            {t('remove.do')}
          </Button>
        </>
      )
  }
}

function StepButtons({ dialog, step, of }: { dialog: Dialog; step: Step; of: string | null }) {
  const t = useTranslate('rooms')
  const isInUse = useStatus(({ status }) => of !== null && status?.room === of)
  const { check, busy, loading, back, runCheck, useDraftRoom } = dialog
  const last = isInUse ? 'save' : of === null ? 'use' : 'saveAndUse'
  const passed = check.steps.length > 0 && check.steps.every(({ result }) => result !== 'failed')
  return (
    <>
      <Button variant="quiet" className="mr-auto" onClick={back}>
        {t(step === 'connection' ? 'allRooms' : 'back')}
      </Button>
      {step === 'check' ? (
        <>
          <Button disabled={check.running || busy} onClick={() => void runCheck()}>
            {t('check.again')}
          </Button>
          <Button variant={passed && !check.running ? 'accent' : 'plain'} disabled={busy} onClick={useDraftRoom}>
            {t(passed || check.running ? last : isInUse ? 'saveAnyway' : 'useAnyway')}
          </Button>
        </>
      ) : (
        <Button variant="accent" type="submit" form="room-form" disabled={loading}>
          {t(step === 'connection' ? 'next' : 'check.start')}
        </Button>
      )}
    </>
  )
}
