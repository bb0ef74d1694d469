import type { Vendor } from '../../../shared/contract/fields.ts'
import { originOf } from '../../../shared/contract/fields.ts'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import { english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Clock, Post, Random, SecretStore } from '../ports.ts'
import { tencentClient } from '../vendors/tencent/client.ts'
import type { Answer, Trouble } from '../vendors/vendor.ts'
import { zegoClient } from '../vendors/zego/client.ts'
import { toConfig } from './room-config.ts'
import { findSecrets } from './room-secrets.ts'

type Step = CheckStep['step']

/** Clocks further apart than this make signatures fail sooner or later. */
const clockOffMs = 60_000
/** Reasons that say the vendor was not reached at all, and those about who signs. */
const unreached = new Set<Reason>([
  'connection-refused',
  'host-not-found',
  'tls-failed',
  'connect-timed-out',
  'timed-out',
  'line-broke',
  'server-error',
  'answer-unreadable',
  'answer-unexpected',
])
const roomReasons = new Set<Reason>(['room-gone', 'not-a-live-room', 'user-not-in-room'])
const gameReasons = new Set<Reason>(['game-not-started', 'game-not-found', 'game-platform-not-enabled'])

export interface CheckLoan {
  post: Post
  clock: Clock
  random: Random
  secrets: SecretStore
}

/** Tries every link of a connection in order and says which one fails. No gift is sent. */
export async function* checkRoom(lent: CheckLoan, input: RoomInput): AsyncGenerator<CheckStep> {
  const config = toConfig(input)
  const stored = await findSecrets(lent.secrets, config)
  if (input.tencent) {
    const { secretKey, userSig } = input.tencent
    const value = stored.tencent?.value ?? ''
    const pasted = userSig ?? (stored.tencent?.kind === 'userSig' && secretKey === undefined ? value : undefined)
    const connection = { ...config.tencent!, origin: originOf(input.tencent.host)! }
    const secret = async () => (pasted === undefined ? { secretKey: secretKey ?? value } : { userSig: pasted })
    const client = tencentClient({ ...lent, connection, secret })
    const room = await client.readRoom()
    yield* verdicts('tencent', room, client.clockSkewMs(), ['reach', 'clock', 'signature', 'room'])
    if (room.ok) yield gifts(await client.readGifts())
    else yield skipped('tencent', 'gifts')
  }
  if (input.zego) {
    const connection = { ...config.zego!, origin: originOf(input.zego.host)! }
    const secret = async () => ({ serverSecret: input.zego!.serverSecret ?? stored.zego?.value ?? '' })
    const client = zegoClient({ ...lent, connection, secret })
    // A query for an id nobody used is the one call that touches nothing.
    const answer = await client.readResults([lent.random.uuid()])
    yield* verdicts('zego', answer, client.clockSkewMs(), ['reach', 'clock', 'signature', 'game'])
  }
}

/** One answer tells about every link up to the one it failed at. */
function* verdicts(
  vendor: Vendor,
  answer: Answer<unknown>,
  skewMs: number | null,
  steps: Step[],
): Generator<CheckStep> {
  const failedAt = answer.ok ? null : failingStep(answer.trouble, steps)
  let broken = false
  for (const step of steps) {
    if (broken) yield skipped(vendor, step)
    else if (step === failedAt) {
      broken = true
      yield failed(vendor, step, (answer as { trouble: Trouble }).trouble)
    } else if (step === 'clock' && skewMs !== null && Math.abs(skewMs) > clockOffMs) {
      yield failed(vendor, step, { state: 'refused', reason: 'clock-off' })
    } else yield { vendor, step, result: 'passed', message: '', advice: '' }
  }
}

function failingStep({ reason, code }: Trouble, steps: Step[]): Step {
  if (code === undefined && unreached.has(reason)) return 'reach'
  if (roomReasons.has(reason)) return 'room'
  if (gameReasons.has(reason)) return 'game'
  return reason === 'clock-off' ? 'clock' : steps.includes('signature') ? 'signature' : steps[0]!
}

const gifts = (answer: Answer<unknown>): CheckStep =>
  answer.ok
    ? { vendor: 'tencent', step: 'gifts', result: 'passed', message: '', advice: '' }
    : failed('tencent', 'gifts', answer.trouble)

const skipped = (vendor: Vendor, step: Step): CheckStep => ({
  vendor,
  step,
  result: 'skipped',
  message: '',
  advice: '',
})

function failed(vendor: Vendor, step: Step, { reason, code, requestId }: Trouble): CheckStep {
  const { happened, advice } = english[reason]
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
