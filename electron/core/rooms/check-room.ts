import { checkOrder } from '../../../shared/check-order.ts'
import { originOf } from '../../../shared/contract/fields.ts'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import type { Send } from '../ledger/send.ts'
import type { Clock, Post, Random, SecretStore } from '../ports.ts'
import { tencentClient } from '../vendors/tencent/client.ts'
import { zegoClient } from '../vendors/zego/client.ts'
import { evidenceStep, failed, passed, skipped, verdicts } from './check-steps.ts'
import { tencentKey } from './connection-key.ts'
import { toConfig } from './room-config.ts'
import { findSecrets, type RoomSecrets } from './room-secrets.ts'

export interface CheckLoan {
  post: Post
  clock: Clock
  random: Random
  secrets: SecretStore
  /** See last-gift.ts. */
  lastGift(connection: string): Promise<Send | undefined>
}

/** Tries every link of a connection in order and says which one fails. No gift is sent. */
export async function* checkRoom(lent: CheckLoan, input: RoomInput): AsyncGenerator<CheckStep> {
  const stored = await findSecrets(lent.secrets, toConfig(input))
  if (input.tencent) yield* checkTencent(lent, input, stored)
  if (input.zego) yield* checkZego(lent, input, stored)
}

async function* checkTencent(lent: CheckLoan, input: RoomInput, stored: RoomSecrets): AsyncGenerator<CheckStep> {
  const { secretKey, userSig, ...config } = input.tencent!
  const { kind, value } = stored.tencent ?? {}
  const pasted = userSig ?? (kind === 'userSig' && secretKey === undefined ? value : undefined)
  const secret = async () => (pasted === undefined ? { secretKey: here(secretKey ?? value) } : { userSig: pasted })
  const client = tencentClient({ ...lent, connection: { ...config, origin: originOf(config.host)! }, secret })

  const room = await client.readRoom()
  yield* verdicts('tencent', room, client.clockSkewMs(), checkOrder.tencent.shown)
  if (!room.ok) {
    for (const step of checkOrder.tencent.asked) yield skipped('tencent', step)
    return
  }
  // The receiver's totals can be read whatever the switch says, so what became of the last gift is the better witness.
  const totals = await client.readTotals(config.receiver)
  yield totals.ok
    ? evidenceStep(await lent.lastGift(tencentKey(config, input.environment === 'sandbox')))
    : failed('tencent', 'gifts', totals.trouble)
  const gifts = await client.readGifts()
  yield gifts.ok ? passed('tencent', 'catalogue') : failed('tencent', 'catalogue', gifts.trouble)
}

async function* checkZego(lent: CheckLoan, input: RoomInput, stored: RoomSecrets): AsyncGenerator<CheckStep> {
  const { serverSecret, ...config } = input.zego!
  const secret = async () => ({ serverSecret: here(serverSecret ?? stored.zego?.value) })
  const client = zegoClient({ ...lent, connection: { ...config, origin: originOf(config.host)! }, secret })

  // A query for an id nobody used is the one call that touches nothing.
  const answer = await client.readResults([lent.random.uuid()])
  yield* verdicts('zego', answer, client.clockSkewMs(), checkOrder.zego.shown)
  if (!answer.ok) yield skipped('zego', 'join')
  else if (config.join === false) yield skipped('zego', 'join', 'join-not-set')
  // Viewers of a live room would see the test viewer come in.
  else if (input.environment === 'live') yield skipped('zego', 'join', 'join-with-first-gift')
  else {
    const joined = await client.join(config.viewer, config.join)
    yield joined.ok ? passed('zego', 'join') : failed('zego', 'join', joined.trouble)
  }
}

/** Signing without it would look like a wrong secret, and wrong sign-ins lock an account out. */
function here(secret: string | undefined): string {
  if (secret === undefined) throw new Error('The secret of this connection is not here.')
  return secret
}
