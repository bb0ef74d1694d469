import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckList } from './CheckList.tsx'
import { ConnectionStep } from './ConnectionStep.tsx'
import type { useRoomDialog } from './room-dialog.ts'
import { type Step, steps } from './view.ts'
import { TriangleAlert } from 'lucide-react'
import { usualCaps, usualLimits } from '../../../shared/domain/limits.ts'
import { useFormat } from '../../i18n/format.ts'
import { Summary } from '../../ui/Summary.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { RoomField } from './SecretField.tsx'
import { changeDraft, useRoomDraft, caps, type Limit, limits, limitText } from './draft.ts'

interface RoomStepsProps {
  dialog: ReturnType<typeof useRoomDialog>
  step: Step
  of: string | null
}

/** Renders the form for connecting or editing a room, in three steps. */
export function RoomSteps({ dialog, step, of }: RoomStepsProps) {
  const t = useTranslate('rooms')
  const { loading, changed, check, failure, load, next } = dialog
  if (loading) return <p className="text-ink-3">{t('loading')}</p>
  return (
    <form
      id="room-form"
      noValidate
      autoComplete="off"
      // The scroll margin keeps a focused field from being hidden behind the sticky list of steps.
      className="**:scroll-mt-12"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <StepMarks step={step} />
      {changed && of !== null && (
        <output className="mb-3 flex flex-wrap items-center gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
          <span className="min-w-0 flex-1 basis-56">{t('changed.text')}</span>
          <Button size="s" onClick={() => void load(of)}>
            {t('changed.load')}
          </Button>
        </output>
      )}
      {step === 'connection' && <ConnectionStep />}
      {step === 'safety' && <SafetyStep />}
      {step === 'check' && <CheckList check={check} failure={failure} />}
    </form>
  )
}

/** Renders the list of steps and marks the current one. */
function StepMarks({ step }: { step: Step }) {
  const t = useTranslate('rooms')
  return (
    <ol className="sticky -top-1 z-10 -mx-4 -mt-1 mb-1 flex flex-wrap gap-x-4 gap-y-1 bg-panel px-4 pt-1 pb-2">
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={name === step ? 'step' : undefined}
          className={`flex items-center gap-1.5 ${name === step ? 'font-semibold text-ink' : 'text-ink-3'}`}
        >
          <span
            className={`grid size-5 place-items-center rounded-full ${name === step ? 'bg-accent text-accent-ink' : 'bg-line'}`}
          >
            {index + 1}
          </span>
          {t(`step.${name}`)}
        </li>
      ))}
    </ol>
  )
}

function SafetyStep() {
  const t = useTranslate('rooms')
  const { number } = useFormat()
  const environment = useRoomDraft((draft) => draft.environment)
  const uses = useRoomDraft((draft) => draft.uses)
  const limitsWrong = useRoomDraft((draft) => Object.keys(draft.problems).some((path) => path.startsWith('limits')))
  const capText = (cap: (typeof caps)[number]) => {
    const usual = usualCaps(environment)[cap]
    return usual === undefined ? undefined : number(usual)
  }
  const isUsed = (limit: Limit) =>
    limit === 'tencentPerSecond' ? uses.tencent : limit === 'expireAfterMs' || uses.zego
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Segmented
          label={t('environment.label')}
          value={environment}
          options={[
            { value: 'test', label: t('environment.test') },
            { value: 'live', label: t('environment.live') },
          ]}
          onChange={(next) => changeDraft({ environment: next })}
          className="self-start whitespace-nowrap"
        />
        <p className="text-ink-3">{t(`environment.${environment}Means`)}</p>
      </div>
      {environment === 'live' && (
        <p className="flex items-start gap-2 rounded-m bg-live-soft p-3 text-live">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t('environment.warning')}
        </p>
      )}
      <fieldset className="min-w-0">
        <legend className="mb-2 font-semibold text-ink">{t('caps.title')}</legend>
        <div className="grid gap-3 cockpit:grid-cols-3">
          {caps.map((cap) => (
            <RoomField
              key={cap}
              path={`caps.${cap}`}
              inputMode="numeric"
              placeholder={capText(cap) ?? t('caps.none')}
            />
          ))}
        </div>
      </fieldset>
      <details open={limitsWrong || undefined} className="group">
        <Summary className="font-semibold text-ink">{t('limits.title')}</Summary>
        <p className="mt-1 mb-2 text-ink-3">{t('limits.hint')}</p>
        <div className="grid gap-3 cockpit:grid-cols-2">
          {limits.filter(isUsed).map((limit) => (
            <RoomField
              key={limit}
              path={`limits.${limit}`}
              inputMode="decimal"
              placeholder={limitText(limit, usualLimits(environment)[limit])}
            />
          ))}
        </div>
      </details>
    </div>
  )
}
