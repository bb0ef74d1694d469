import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckList } from './CheckList.tsx'
import { ConnectionStep } from './ConnectionStep.tsx'
import { SafetyStep } from './SafetyStep.tsx'
import { StepMarks } from './StepMarks.tsx'
import type { useRoomDialog } from './room-dialog.ts'
import type { Step } from './steps.ts'

interface RoomStepsProps {
  dialog: ReturnType<typeof useRoomDialog>
  step: Step
  of: string | null
}

/** The three steps of connecting a room, or of changing one. */
export function RoomSteps({ dialog, step, of }: RoomStepsProps) {
  const words = useWords('rooms')
  const { loading, changed, check, failure, load, next } = dialog
  if (loading) return <p className="text-ink-3">{words('loading')}</p>
  return (
    <form
      id="room-form"
      noValidate
      autoComplete="off"
      // What the focus goes to must not end up behind the marks, which stay in sight.
      className="**:scroll-mt-12"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <StepMarks step={step} />
      {changed && of !== null && (
        <output className="mb-3 flex flex-wrap items-center gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
          <span className="min-w-0 flex-1 basis-56">{words('changed.text')}</span>
          <Button size="s" onClick={() => void load(of)}>
            {words('changed.load')}
          </Button>
        </output>
      )}
      {step === 'connection' && <ConnectionStep />}
      {step === 'safety' && <SafetyStep />}
      {step === 'check' && <CheckList check={check} failure={failure} />}
    </form>
  )
}
