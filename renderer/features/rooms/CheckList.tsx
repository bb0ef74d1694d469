import { dynamicKey } from '../../i18n/keys.ts'
import { CircleCheck, CircleDashed, CircleMinus, CircleX, Loader } from 'lucide-react'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { Chip } from '../../ui/Chip.tsx'
import { useRoomDraft } from './draft.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import { checkOrder } from '../../../shared/domain/limits.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { client } from '../../platform/client.ts'

const looks = {
  passed: { tone: 'ok', Icon: CircleCheck },
  failed: { tone: 'bad', Icon: CircleX },
  skipped: { tone: 'idle', Icon: CircleMinus },
} as const

export function CheckList({ check, failure }: { check: Check; failure: string | null }) {
  const t = useTranslate('rooms')
  const failed = check.steps.filter((step) => step.result === 'failed').length
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col">
        {check.steps.map((step) => (
          <Step key={`${step.vendor} ${step.step}`} step={step} />
        ))}
        {check.running && <Pending reported={check.steps} />}
      </ol>
      <output className="flex items-center gap-2 text-ink-2">
        {check.running && <Loader className="size-4 animate-run" aria-hidden />}
        {failure ??
          (check.running
            ? t('check.running')
            : check.steps.length === 0
              ? t('check.none')
              : failed === 0
                ? t('check.allPassed')
                : t('check.someFailed', { failed }))}
      </output>
    </div>
  )
}

/** Renders the steps without a result. The first of them is running now. */
function Pending({ reported }: { reported: readonly CheckStep[] }) {
  const t = useTranslate('rooms')
  const uses = useRoomDraft((draft) => draft.uses)
  return stillToCome(uses, reported).map(({ vendor, step }, index) => (
    <li
      key={`${vendor} ${step}`}
      className="flex items-center justify-between gap-2 border-b border-line py-2 text-ink-3"
    >
      <span className="min-w-0">
        {t(`vendor.${vendor}.short`)} · {t(`check.step.${step}`)}
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
  const t = useTranslate('rooms')
  const sentence = useReadSentence(step.reason)
  const gap = useGap()
  const { tone, Icon } = looks[step.result]
  const passed = step.result === 'passed'
  const sentenceText = sentence?.happened ?? step.message
  const happened = passed
    ? t(dynamicKey<'rooms'>(`check.passed.${step.step}`), { defaultValue: step.message })
    : sentenceText === ''
      ? t('check.notTried')
      : sentenceText
  const advice = sentence?.advice ?? step.advice
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 break-keep wrap-anywhere">
          <span className="mr-2 font-medium text-ink">
            {t(`vendor.${step.vendor}.short`)} · {t(`check.step.${step.step}`)}
          </span>
          {passed && <span className="text-ink-3">{happened}</span>}
        </p>
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {t(`check.result.${step.result}`)}
        </Chip>
      </div>
      {(!passed || sentenceText !== '') && (
        <p className="break-keep wrap-anywhere text-ink-2">
          {passed ? sentenceText : happened}
          {gap}
          {advice !== '' && <span className="text-ink">{advice}</span>}
        </p>
      )}
      {(step.code !== undefined || step.requestId !== undefined) && (
        <p className="font-mono break-all text-ink-3">
          {step.code !== undefined && t('check.code', { code: step.code })} {step.requestId}
        </p>
      )}
    </li>
  )
}

type Place = Pick<CheckStep, 'vendor' | 'step'>

const stepsOf = (vendor: Vendor) => [...checkOrder[vendor].shown, ...checkOrder[vendor].asked]

/** Returns the steps of a running check that have no result yet, in their order. */
function stillToCome(uses: Readonly<Record<Vendor, boolean>>, reported: readonly Place[]): Place[] {
  const all = (['tencent', 'zego'] as const).flatMap((vendor) =>
    uses[vendor] ? stepsOf(vendor).map((step): Place => ({ vendor, step })) : [],
  )
  return all.filter(({ vendor, step }) => !reported.some((each) => each.vendor === vendor && each.step === step))
}

interface Check {
  running: boolean
  steps: readonly CheckStep[]
}

const nothing: Check = { running: false, steps: [] }

/** Runs the check of a room, one at a time. The check is cancelled when the component is removed. */
export function useRoomCheck() {
  const [check, setCheck] = useState(nothing)
  const current = useRef<AbortController>(undefined)

  const cancel = useCallback(() => {
    current.current?.abort()
    setCheck((before) => ({ ...before, running: false }))
  }, [])
  useEffect(() => () => current.current?.abort(), [])

  /** Starts a check. Throws if the server refuses it; a cancelled check throws nothing. */
  const start = useCallback(async (body: RoomInput) => {
    current.current?.abort()
    const abort = new AbortController()
    current.current = abort
    setCheck({ running: true, steps: [] })
    try {
      for await (const step of await client.room.check(body, { signal: abort.signal })) {
        if (abort.signal.aborted) return
        setCheck((before) => ({ ...before, steps: [...before.steps, step] }))
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error
    } finally {
      if (current.current === abort) setCheck((before) => ({ ...before, running: false }))
    }
  }, [])

  return { check, start, cancel }
}
