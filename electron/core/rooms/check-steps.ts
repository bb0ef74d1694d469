import type { Vendor } from '../../../shared/contract/fields.ts'
import type { CheckStep } from '../../../shared/contract/room.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Answer, Evidence, Trouble } from '../vendors/vendor.ts'

type Step = CheckStep['step']

/** Reasons that say the vendor was not reached at all, and those about who signs. */
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
const roomReasons = new Set<Reason>(['room-gone', 'not-a-live-room', 'user-not-in-room'])
const gameReasons = new Set<Reason>(['game-not-started', 'game-not-found', 'game-platform-not-enabled'])

/** One answer tells about every link up to the one it failed at. */
export function* verdicts(
  vendor: Vendor,
  answer: Answer<unknown>,
  { skewMs, steps, policy }: { skewMs: number | null; steps: readonly Step[]; policy: Policy['rooms'] },
): Generator<CheckStep> {
  const failedAt = answer.ok ? null : failingStep(answer.trouble, steps)
  const unasked = !answer.ok && answer.trouble.reason === 'secret-missing'
  let broken = false
  for (const step of steps) {
    if (broken) yield skipped(vendor, step)
    else if (step === failedAt) {
      broken = true
      yield failed(vendor, step, (answer as { trouble: Trouble }).trouble)
    } else if (unasked) {
      // No call left, so nothing is known of what comes before the signature.
      yield skipped(vendor, step, 'secret-missing')
    } else if (step === 'clock' && skewMs !== null && Math.abs(skewMs) > policy.clockOffMs) {
      yield failed(vendor, step, { reason: 'clock-off' })
    } else yield passed(vendor, step)
  }
}

function failingStep({ reason, code }: Trouble, steps: readonly Step[]): Step {
  if (code === undefined && unreached.has(reason)) return 'reach'
  if (roomReasons.has(reason)) return 'room'
  if (gameReasons.has(reason)) return 'game'
  if (reason === 'admin-needed') return 'admin'
  return reason === 'clock-off' ? 'clock' : steps.includes('signature') ? 'signature' : steps[0]!
}

/** No read shows the gift switch; the last gift does, where there was one. */
export function evidenceStep(last: Send | undefined): CheckStep {
  if (!last) return skipped('tencent', 'gifts', 'gift-switch-unseen')
  return last.state === 'delivered' ? passed('tencent', 'gifts') : failed('tencent', 'gifts', last)
}

export const passed = (vendor: Vendor, step: Step): CheckStep => ({
  vendor,
  step,
  result: 'passed',
  message: '',
  advice: '',
})

/** With a reason it cannot be tried here; without one a step before it failed. */
export const skipped = (vendor: Vendor, step: Step, reason?: Reason): CheckStep => ({
  vendor,
  step,
  result: 'skipped',
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
