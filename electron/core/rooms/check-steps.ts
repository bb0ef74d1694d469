import type { Vendor } from '../../../shared/contract/fields.ts'
import type { CheckStep } from '../../../shared/contract/room.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Answer, Evidence, Trouble } from '../vendors/vendor.ts'

type Step = CheckStep['step']

/** Reasons that mean the vendor was not reached. */
const unreached = new Set<Reason>([
  'connection-refused',
  'host-not-found',
  'tls-failed',
  'connect-timed-out',
  'network-down',
  'connection-not-opened',
  'certificate-untrusted',
  'certificate-out-of-date',
  'proxy-unreachable',
  'proxy-cannot-reach',
  'proxy-forbids',
  'proxy-password-needed',
  'proxy-sign-in-unsupported',
  'proxy-unsupported',
  'timed-out',
  'line-broke',
  'server-error',
  'answer-unreadable',
  'answer-unexpected',
])
/** The step that failed, by the reason of the refusal. A reason that is not listed fails the step `answer`. */
const reasonsByStep: readonly [step: Step, reasons: ReadonlySet<Reason>][] = [
  ['clock', new Set<Reason>(['clock-off'])],
  [
    'app',
    new Set<Reason>([
      'app-id-invalid',
      'app-disabled',
      'wrong-region',
      'network-not-allowed',
      'package-expired',
      'package-missing',
      'package-limit-reached',
    ]),
  ],
  [
    'signature',
    new Set<Reason>([
      'secret-missing',
      'account-or-signature-wrong',
      'key-mismatch',
      'sign-in-expired',
      'sign-in-unreadable',
      'sign-in-other-account',
      'sign-in-other-app',
      'sign-in-locked-out',
      'signature-refused',
      'signature-expired',
    ]),
  ],
  [
    'admin',
    new Set<Reason>([
      'admin-needed',
      'account-blocked',
      'account-restricted',
      'account-state-wrong',
      'account-limit-reached',
      'user-not-imported',
    ]),
  ],
  // A read of the room names only its id, so these reasons can only concern the room.
  ['room', new Set<Reason>(['room-gone', 'not-a-live-room', 'user-not-in-room', 'room-password-needed', 'room-full'])],
  [
    'game',
    new Set<Reason>([
      'game-not-started',
      'game-not-found',
      'game-id-invalid',
      'game-platform-not-enabled',
      'game-held-by-other-host',
    ]),
  ],
]

/** Derives the result of every step from one answer. The steps after the failed one are skipped. */
export function* verdicts(
  vendor: Vendor,
  answer: Answer<unknown>,
  {
    skewMs,
    steps,
    policy,
    warns,
  }: {
    skewMs: number | null
    steps: readonly Step[]
    policy: Policy['rooms']
    /** Advice on a step that passed; shown with it. */
    warns?: (step: Step) => Reason | undefined
  },
): Generator<CheckStep> {
  const failedAt = answer.ok ? null : failingStep(answer.trouble, steps)
  const wasNotCalled = !answer.ok && answer.trouble.reason === 'secret-missing'
  // `app` and `answer` are shown only if they fail. They are then listed before the steps that are skipped.
  const isExtra = failedAt === 'app' || failedAt === 'answer'
  let hasFailed = false
  for (const step of steps) {
    if (!hasFailed && (step === failedAt || (isExtra && step === 'signature'))) {
      hasFailed = true
      yield failed(vendor, failedAt!, (answer as { trouble: Trouble }).trouble)
      if (isExtra) yield skipped(vendor, step)
    } else if (hasFailed) yield skipped(vendor, step)
    else if (wasNotCalled) {
      // No call was made without the secret, so no earlier step was tested either.
      yield skipped(vendor, step, 'secret-missing')
    } else if (step === 'clock' && skewMs !== null && Math.abs(skewMs) > policy.clockOffMs) {
      yield failed(vendor, step, { reason: 'clock-off' })
    } else yield passed(vendor, step, warns?.(step))
  }
}

function failingStep({ reason, code }: Trouble, steps: readonly Step[]): Step {
  if (code === undefined && unreached.has(reason)) return 'reach'
  if (reason === 'parameter-refused') return steps.includes('room') ? 'room' : 'game'
  const [step] = reasonsByStep.find(([, reasons]) => reasons.has(reason)) ?? ['answer' as const]
  return step === 'answer' || step === 'app' || steps.includes(step) ? step : 'answer'
}

/** No read shows whether gifts are switched on, so the outcome of the last gift is used if there is one. */
export function evidenceStep(last: Send | undefined): CheckStep {
  if (!last) return skipped('tencent', 'gifts', 'gift-switch-unseen')
  return last.state === 'delivered' ? passed('tencent', 'gifts') : failed('tencent', 'gifts', last)
}

/** A passed step. A reason adds advice to it. */
export const passed = (vendor: Vendor, step: Step, reason?: Reason): CheckStep =>
  withSentence(vendor, step, 'passed', reason)

/** A skipped step. With a reason it cannot be tested here; without one an earlier step failed. */
export const skipped = (vendor: Vendor, step: Step, reason?: Reason): CheckStep =>
  withSentence(vendor, step, 'skipped', reason)

const withSentence = (vendor: Vendor, step: Step, result: 'passed' | 'skipped', reason?: Reason): CheckStep => ({
  vendor,
  step,
  result,
  ...(reason && { reason }),
  message: reason ? asRead(english[reason]).happened : '',
  advice: reason ? asRead(english[reason]).advice : '',
})

export function failed(vendor: Vendor, step: Step, trouble: Evidence & { reason: Reason }): CheckStep {
  const { reason, code, requestId } = trouble
  const { happened, advice } = asRead(english[reason])
  return {
    vendor,
    step,
    result: 'failed',
    reason,
    message: happened,
    advice,
    ...(code !== undefined && { code }),
    ...(requestId && { requestId }),
  }
}
