import { checkOrder } from '../../../shared/domain/limits.ts'
import { isAdvisedAccount, originOf } from '../../../shared/contract/fields.ts'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Post, Random, SecretStore } from '../ports.ts'
import type { Limit } from '../vendors/operation.ts'
import type { Limits } from '../rate-limit/adaptive-limit.ts'
import { createReads, type Reads } from '../rate-limit/reads.ts'
import type { Rest } from '../rate-limit/rest.ts'
import { tencentLimits } from '../vendors/tencent/operations.ts'
import { tencentClient } from '../vendors/tencent/client.ts'
import { zegoLimits } from '../vendors/zego/operations.ts'
import { zegoClient } from '../vendors/zego/client.ts'
import { evidenceStep, failed, passed, skipped, verdicts } from './check-steps.ts'
import { tencentKey, findSecrets, type RoomSecrets } from './room-secrets.ts'
import { toConfig } from './room-config.ts'
import type { Ledger } from '../ledger/ledger.ts'

interface CheckDeps {
  post: Post
  clock: Clock
  random: Random
  log: Log
  policy: Policy
  secrets: SecretStore
  limits: Limits
  /** The newest gift that shows whether the room takes gifts. */
  lastGift(connection: string): Promise<Send | undefined>
}

/** Tests each step of a connection in order and reports the one that fails. No gift is sent. */
export async function* checkRoom(deps: CheckDeps, input: RoomInput): AsyncGenerator<CheckStep> {
  const stored = await findSecrets(deps.secrets, toConfig(input))
  if (input.tencent) yield* checkTencent(deps, input, stored)
  if (input.zego) yield* checkZego(deps, input, stored)
}

async function* checkTencent(deps: CheckDeps, input: RoomInput, stored: RoomSecrets): AsyncGenerator<CheckStep> {
  const { secretKey, userSig, ...config } = input.tencent!
  const { kind, value } = stored.tencent ?? {}
  const pasted = userSig ?? (kind === 'userSig' && secretKey === undefined ? value : undefined)
  const secret = async () => (pasted === undefined ? { secretKey: required(secretKey ?? value) } : { userSig: pasted })
  const connection = { ...config, origin: originOf(config.host)! }
  const client = tencentClient({ ...deps, policy: deps.policy.tencent, connection, secret })
  const limits = tencentLimits(connection, toConfig(input).limits.tencentPerSecond)

  const signIn = deps.limits.signIn(limits.signIn)
  const named = [config.identifier, config.sender, config.receiver]
  const room = await rateLimited(deps, limits.room, signIn)(() => client.readRoom())
  yield* verdicts('tencent', room, {
    skewMs: client.clockSkewMs(),
    steps: checkOrder.tencent.shown,
    policy: deps.policy.rooms,
    warns: (step) => (step === 'admin' && !named.every(isAdvisedAccount) ? 'account-against-advice' : undefined),
  })
  if (!room.ok) {
    for (const step of checkOrder.tencent.asked) yield skipped('tencent', step)
    return
  }
  // The totals can be read even if gifts are switched off, so they prove nothing. The last gift's outcome is evidence.
  const totals = await rateLimited(deps, limits.counts, signIn)(() => client.readTotals(config.receiver))
  yield totals.ok
    ? evidenceStep(await deps.lastGift(tencentKey(config, input.environment === 'sandbox')))
    : failed('tencent', 'gifts', totals.trouble)
  const gifts = await rateLimited(deps, limits.catalogue, signIn)(() => client.readGifts())
  yield gifts.ok ? passed('tencent', 'catalogue') : failed('tencent', 'catalogue', gifts.trouble)
}

async function* checkZego(deps: CheckDeps, input: RoomInput, stored: RoomSecrets): AsyncGenerator<CheckStep> {
  const { serverSecret, ...config } = input.zego!
  const secret = async () => ({ serverSecret: required(serverSecret ?? stored.zego?.value) })
  const connection = { ...config, origin: originOf(config.host)! }
  const client = zegoClient({ ...deps, connection, secret })
  const limits = zegoLimits(connection, toConfig(input).limits.zegoPerSecond)

  const comment = config.join
  // A query for an unused id is the only ZEGO call without an effect.
  const answer = await rateLimited(deps, limits.results)(() => client.readResults([deps.random.uuid()]))
  yield* verdicts('zego', answer, {
    skewMs: client.clockSkewMs(),
    steps: checkOrder.zego.shown,
    policy: deps.policy.rooms,
  })
  if (!answer.ok) yield skipped('zego', 'join')
  else if (comment === false) yield skipped('zego', 'join', 'join-not-set')
  // In a live room the audience would see the test viewer join.
  else if (input.environment === 'live') yield skipped('zego', 'join', 'join-with-first-gift')
  else {
    const joined = await rateLimited(deps, limits.comments)(() => client.join(config.viewer, comment))
    yield joined.ok ? passed('zego', 'join') : failed('zego', 'join', joined.trouble)
  }
}

/** A check shares the vendor's limit with the active room, which may be the same room. */
const rateLimited =
  ({ clock, limits }: CheckDeps, limit: Limit, signIn?: Rest): Reads =>
  (call) =>
    createReads({ clock, limit: limits.shared(limit), ...(signIn && { signIn }) })(call, 0)

/** Throws if the secret is missing. Signing without it would be a wrong sign-in, and several of those lock the account. */
function required(secret: string | undefined): string {
  if (secret === undefined) throw new Error('The secret of this connection is not here.')
  return secret
}

const switchReasons = ['gifts-switched-off', 'gifts-not-enabled']

/** The newest gift of a connection that shows whether its room takes gifts; undefined if no recent gift does. */
export const lastGift = async (ledger: Ledger, connection: string, policy: Policy['rooms']) =>
  (await ledger.newest(policy.lastGiftSearchCount)).findLast(
    (send) => send.connection === connection && showsGiftSwitch(send),
  )

const showsGiftSwitch = ({ kind, state, reason }: Send) =>
  kind === 'gift' && (state === 'delivered' || (state === 'refused' && switchReasons.includes(reason)))
