import { CircleCheck, CircleDashed, CircleMinus, CircleX, Loader } from 'lucide-react'
import type { CheckStep } from '../../../shared/contract/room.ts'
import { useGap } from '../../i18n/gap.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { useWords } from '../../i18n/words.ts'
import { Chip } from '../../ui/Chip.tsx'
import { stillToCome } from './check-order.ts'
import { useRoomDraft } from './draft.ts'
import type { Check } from './room-check.ts'

const looks = {
  passed: { tone: 'ok', Icon: CircleCheck },
  failed: { tone: 'bad', Icon: CircleX },
  skipped: { tone: 'idle', Icon: CircleMinus },
} as const

export function CheckList({ check, failure }: { check: Check; failure: string | null }) {
  const words = useWords('rooms')
  const failed = check.steps.filter((step) => step.result === 'failed').length
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col">
        {check.steps.map((step) => (
          <Step key={`${step.vendor} ${step.step}`} step={step} />
        ))}
        {check.running && <Pending told={check.steps} />}
      </ol>
      <output className="flex items-center gap-2 text-ink-2">
        {check.running && <Loader className="size-4 animate-run" aria-hidden />}
        {failure ??
          (check.running
            ? words('check.running')
            : check.steps.length === 0
              ? words('check.none')
              : failed === 0
                ? words('check.allPassed')
                : words('check.someFailed', { failed }))}
      </output>
    </div>
  )
}

/** The links that are still to be tried; the first of them is being tried now. */
function Pending({ told }: { told: readonly CheckStep[] }) {
  const words = useWords('rooms')
  const uses = useRoomDraft((draft) => draft.uses)
  return stillToCome(uses, told).map(({ vendor, step }, index) => (
    <li
      key={`${vendor} ${step}`}
      className="flex items-center justify-between gap-2 border-b border-line py-2 text-ink-3"
    >
      <span className="min-w-0">
        {words(`vendor.${vendor}.short`)} · {words(`check.step.${step}`)}
      </span>
      {index === 0 ? (
        <Loader className="size-4 animate-run text-busy" aria-hidden />
      ) : (
        <CircleDashed className="size-4" aria-hidden />
      )}
    </li>
  ))
}

function Step({ step }: { step: CheckStep }) {
  const words = useWords('rooms')
  const sentence = useReadSentence(step.reason)
  const gap = useGap()
  const { tone, Icon } = looks[step.result]
  const passed = step.result === 'passed'
  const said = sentence?.happened ?? step.message
  const happened = passed ? words(`check.passed.${step.step}`) : said === '' ? words('check.notTried') : said
  const advice = sentence?.advice ?? step.advice
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 break-keep wrap-anywhere">
          <span className="mr-2 font-medium text-ink">
            {words(`vendor.${step.vendor}.short`)} · {words(`check.step.${step.step}`)}
          </span>
          {passed && <span className="text-ink-3">{happened}</span>}
        </p>
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {words(`check.result.${step.result}`)}
        </Chip>
      </div>
      {(!passed || said !== '') && (
        <p className="break-keep wrap-anywhere text-ink-2">
          {passed ? said : happened}
          {gap}
          {advice !== '' && <span className="text-ink">{advice}</span>}
        </p>
      )}
      {(step.code !== undefined || step.requestId !== undefined) && (
        <p className="font-mono break-all text-ink-3">
          {step.code !== undefined && words('check.code', { code: step.code })} {step.requestId}
        </p>
      )}
    </li>
  )
}
