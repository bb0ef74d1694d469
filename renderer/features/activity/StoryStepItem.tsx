import type { StoryStep } from '../../../shared/contract/story.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSendSentence } from '../../i18n/sentence.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Summary } from '../../ui/Summary.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { CopyText } from './SendDetails.tsx'

interface StoryStepItemProps {
  step: StoryStep
  before: StoryStep | undefined
  /** The number of attempts up to this step. */
  attempts: number
}

/** Renders one step of a send: its time, the state after it, the reason, and the vendor's answer. */
export function StoryStepItem({ step, before, attempts }: StoryStepItemProps) {
  const t = useTranslate('activity')
  const { time, duration } = useFormat()
  const sentence = useSendSentence({ ...step, attempts })
  const { state, at, sinceFirstMs, attempt, code, vendorText, requestId, latencyMs, hint } = step
  const isLater = before !== undefined && step.run !== before.run
  return (
    <li className="relative flex flex-col gap-1 border-l border-line pb-4 pl-4 last:pb-0">
      <span aria-hidden className="absolute top-1.5 -left-1 size-2 rounded-full bg-line-strong" />
      {isLater && <p className="text-ink-3">{t('story.restarted')}</p>}
      <p className="flex flex-wrap items-center gap-2">
        <StateChip state={state} />
        <time dateTime={at} className="text-ink-3">
          {time(at)}
          {sinceFirstMs !== null && sinceFirstMs > 0 && ` · +${duration(sinceFirstMs)}`}
        </time>
      </p>
      <p className="text-ink-2">{sentence?.happened ?? step.message}</p>
      {hint !== undefined && <p className="text-ink-2">{t(`hintWhy.${hint}`)}</p>}
      {(code !== undefined || vendorText !== undefined || latencyMs !== undefined) && (
        <p className="break-words text-ink-3">
          {[
            latencyMs !== undefined && t('story.took', { after: duration(latencyMs) }),
            code !== undefined && `${t('fact.code')} ${code}`,
            vendorText !== undefined && vendorText !== '' && `“${vendorText}”`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {requestId !== undefined && <Named name="RequestId" text={requestId} />}
      {attempt !== undefined && <Attempt attempt={attempt} />}
    </li>
  )
}

function Attempt({ attempt }: { attempt: NonNullable<StoryStep['attempt']> }) {
  const t = useTranslate('activity')
  return (
    <>
      <Named name={attempt.api} text={attempt.callId} />
      <details className="group">
        <Summary className="text-accent-text">{t('story.body')}</Summary>
        <div className="relative mt-1">
          <textarea
            readOnly
            spellCheck={false}
            aria-label={t('story.body')}
            value={attempt.body}
            className="field-sizing-content max-h-48 w-full resize-none rounded-m bg-ground py-2 pr-9 pl-2 font-mono break-all text-ink-2"
          />
          <span className="absolute top-2 right-1">
            <CopyText name={t('story.bodyName')} text={attempt.body} hidden />
          </span>
        </div>
      </details>
    </>
  )
}

const Named = ({ name, text }: { name: string; text: string }) => (
  <p className="flex min-w-0 items-center gap-2 text-ink-3">
    <span className="shrink-0">{name}</span>
    <CopyText name={name} text={text} />
  </p>
)
