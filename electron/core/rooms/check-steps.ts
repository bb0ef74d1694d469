import type { Vendor } from '../../../shared/contract/fields.ts'
import type { CheckStep } from '../../../shared/contract/room.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Answer, Evidence, Trouble } from '../vendors/vendor.ts'

type Step = CheckStep['step']

/** Reasons that say the vendor was not reached at all. */
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
/** The step that a refusal points to, by its reason. A reason that is missing here points to no step: see `answer`. */
const subjects: readonly [step: Step, reasons: ReadonlySet<Reason>][] = [
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
  // The room's id is all that such a question names.
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

/** One answer decides every step up to the one that failed. */
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
    /** A remark about a step that works. */
    warns?: (step: Step) => Reason | undefined
  },
): Generator<CheckStep> {
  const failedAt = answer.ok ? null : failingStep(answer.trouble, steps)
  const unasked = !answer.ok && answer.trouble.reason === 'secret-missing'
  // These two have no line of their own where all is well; they stand before what they leave open.
  const isExtra = failedAt === 'app' || failedAt === 'answer'
  let broken = false
  for (const step of steps) {
    if (!broken && (step === failedAt || (isExtra && step === 'signature'))) {
      broken = true
      yield failed(vendor, failedAt!, (answer as { trouble: Trouble }).trouble)
      if (isExtra) yield skipped(vendor, step)
    } else if (broken) yield skipped(vendor, step)
    else if (unasked) {
      // No call left, so nothing is known of what comes before the signature.
      yield skipped(vendor, step, 'secret-missing')
    } else if (step === 'clock' && skewMs !== null && Math.abs(skewMs) > policy.clockOffMs) {
      yield failed(vendor, step, { reason: 'clock-off' })
    } else yield passed(vendor, step, warns?.(step))
  }
}

function failingStep({ reason, code }: Trouble, steps: readonly Step[]): Step {
  if (code === undefined && unreached.has(reason)) return 'reach'
  if (reason === 'parameter-refused') return steps.includes('room') ? 'room' : 'game'
  const [step] = subjects.find(([, reasons]) => reasons.has(reason)) ?? ['answer' as const]
  return step === 'answer' || step === 'app' || steps.includes(step) ? step : 'answer'
}

/** No read shows the gift switch; the last gift does, where there was one. */
export function evidenceStep(last: Send | undefined): CheckStep {
  if (!last) return skipped('tencent', 'gifts', 'gift-switch-unseen')
  return last.state === 'delivered' ? passed('tencent', 'gifts') : failed('tencent', 'gifts', last)
}

/** With a reason it works and is worth a word. */
export const passed = (vendor: Vendor, step: Step, reason?: Reason): CheckStep => worded(vendor, step, 'passed', reason)

/** With a reason it cannot be tried here; without one a step before it failed. */
export const skipped = (vendor: Vendor, step: Step, reason?: Reason): CheckStep =>
  worded(vendor, step, 'skipped', reason)

const worded = (vendor: Vendor, step: Step, result: 'passed' | 'skipped', reason?: Reason): CheckStep => ({
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
