import type { Policy } from '../../policy.ts'
import type { Clock, Log, Post, Random } from '../../ports.ts'
import { classify } from '../classify.ts'
import { attempt, mendOnce, type Mendable } from '../attempt.ts'
import { clockSkew } from '../clock-skew.ts'
import type { Account, AccountStatus, Answer, Call, CatalogueGift, Outcome, RoomCounts, Totals } from '../vendor.ts'
import { withoutSecrets, type Clean } from '../../platform/redact.ts'
import { evidenceOf, judgeSuccess, troubleOf } from './outcome.ts'
import {
  accountCheck,
  accountImport,
  getGiftCount,
  getGiftInfoList,
  getRoomInfo,
  getRoomTotals,
  sendGift,
  sendText,
  tencentUrl,
  type RoomTotalsName,
} from './request.ts'
import {
  readAccounts,
  readGifts,
  readRoom,
  readRoomCounts,
  readTotals,
  tencentAnswer,
  type TencentAnswer,
} from './responses.ts'
import { makeUserSig } from './user-sig.ts'

export interface TencentConnection {
  origin: string
  sdkAppId: number
  identifier: string
  roomId: string
}

export interface TencentClient {
  giftCall(gift: { giftId: string; count: number; from: string; to: string }): Call
  /** `extensionInfo` is JSON text already. */
  textCall(message: { text: string; from: string; extensionInfo?: string | undefined }): Call
  /** One attempt. Resolves always, also when the secret cannot be had. */
  send(call: Call): Promise<Outcome>
  /** Gifts received by `receiver` in this room. */
  readTotals(receiver: string): Promise<Answer<Totals>>
  /** Totals of the whole room, under one of the names the vendor has for this call. */
  readRoomTotals(name: RoomTotalsName): Promise<Answer<RoomCounts>>
  readGifts(): Promise<Answer<CatalogueGift[]>>
  readRoom(): Promise<Answer<{ name: string | null; owner: string | null }>>
  /** Which of at most 100 accounts the app knows; one the vendor does not tell about is absent. Touches nothing. */
  readAccounts(userIds: readonly string[]): Promise<Answer<ReadonlyMap<string, AccountStatus>>>
  /** Makes the account known to the app; importing it again does no harm. */
  importAccount(account: Account): Promise<Answer<true>>
  /** How far the vendor's clock is ahead of ours; null before the first answer. */
  clockSkewMs(): number | null
}

export function tencentClient(deps: {
  connection: TencentConnection
  secret: () => Promise<TencentSecret>
  post: Post
  clock: Clock
  random: Random
  log: Pick<Log, 'error'>
  policy: Policy['tencent']
}): TencentClient {
  const { connection, clock, random, policy } = deps
  const { origin, sdkAppId, identifier, roomId } = connection
  const skew = clockSkew(clock)
  const signedIn = signIn({ sdkAppId, identifier, clock, policy, skewMs: () => skew.ms() ?? 0 })

  /** `build` and `value` are ours, and may throw: see attempt.ts. */
  const ask = <T>(build: () => Call, value: (answer: TencentAnswer, clean: Clean) => Answer<T>): Promise<Answer<T>> =>
    attempt({
      log: deps.log,
      secret: deps.secret,
      post: deps.post,
      sign(secret) {
        const { api: command, body } = build()
        const used = signedIn.signature(secret)
        const url = tencentUrl({ origin, command, sdkAppId, identifier, userSig: used.userSig, random })
        return { url, body, command, used, secrets: [used.userSig, ...Object.values(secret)] }
      },
      read(exchange, { command, used, secrets }) {
        skew.learn(exchange)
        const clean: Clean = (said) => withoutSecrets(said, secrets)
        const answer = classify(exchange, tencentAnswer)
        if (!answer.ok) return answer
        const trouble = troubleOf(answer.value, command, () => ({
          renewed: signedIn.expired(used),
          clockOff: Math.abs(skew.ms() ?? 0) > policy.clockOffMs,
        }))
        if (trouble) return { ok: false, trouble: clean(trouble) }
        signedIn.accepted(used)
        return value(answer.value, clean)
      },
    })

  const read = <T>(build: () => Call, found: (answer: TencentAnswer) => T | undefined): Promise<Answer<T>> =>
    ask(build, (answer, clean) => {
      const value = found(answer)
      if (value !== undefined) return { ok: true, value }
      return { ok: false, trouble: { ...clean(evidenceOf(answer)), state: 'unknown', reason: 'answer-unreadable' } }
    })

  return {
    giftCall: (gift) => sendGift(roomId, gift),
    textCall: (message) => sendText(roomId, message),
    async send(call) {
      const answer = await ask(
        () => call,
        (said, clean) => ({ ok: true, value: clean(judgeSuccess(said)) }),
      )
      return answer.ok ? answer.value : answer.trouble
    },
    readTotals: (receiver) => read(() => getGiftCount(roomId, receiver), readTotals),
    readRoomTotals: (name) => read(() => getRoomTotals(name, roomId), readRoomCounts),
    readGifts: () => read(getGiftInfoList, readGifts),
    readRoom: () => read(() => getRoomInfo(roomId), readRoom),
    readAccounts: (userIds) => read(() => accountCheck(userIds), readAccounts),
    importAccount: (account) =>
      read(
        () => accountImport(account),
        () => true as const,
      ),
    clockSkewMs: () => skew.ms(),
  }
}

export type TencentSecret = { secretKey: string } | { userSig: string }

interface Signature {
  userSig: string
  /** By `elapsed`, since a clock that is set does not make it older. Null for a pasted one, which is used as it is. */
  renewAt: number | null
}

interface SignIn {
  signature(secret: TencentSecret): Signature
  /** The vendor called it expired; true when another try with a new one is worth it. */
  expired(used: Signature): boolean
  accepted(used: Signature): void
}

/** Keeps one signature and makes the next well before the end of its life. */
function signIn(deps: {
  sdkAppId: number
  identifier: string
  clock: Clock
  policy: Policy['tencent']
  /** How far the vendor's clock is ahead of ours, as far as known. */
  skewMs: () => number
}): SignIn {
  const { signInLifetimeSeconds: lifetimeSeconds, renewSignInAfterShare } = deps.policy
  /** How far ours is behind, once the vendor refused a time of ours; before that ours is trusted. */
  let correctedBy = 0
  let kept: { secretKey: string; signature: Mendable<Signature> } | undefined

  const make = (secretKey: string, nowMs: number): Signature => ({
    userSig: makeUserSig({ sdkAppId: deps.sdkAppId, identifier: deps.identifier, secretKey, nowMs, lifetimeSeconds }),
    renewAt: deps.clock.elapsed() + lifetimeSeconds * 1000 * renewSignInAfterShare,
  })

  return {
    signature(secret) {
      if ('userSig' in secret) return { userSig: secret.userSig, renewAt: null }
      const { secretKey } = secret
      const last = kept?.secretKey === secretKey ? kept.signature.current() : undefined
      const fresh = last && last.renewAt !== null && deps.clock.elapsed() < last.renewAt
      if (!kept || !fresh) {
        // A signature refused as expired is made again by the vendor's clock, in case ours is wrong.
        const again = () => {
          correctedBy = deps.skewMs()
          return make(secretKey, deps.clock.now() + correctedBy)
        }
        kept = { secretKey, signature: mendOnce(make(secretKey, deps.clock.now() + correctedBy), again) }
      }
      return kept.signature.current()
    },
    expired: (used) => used.renewAt !== null && (kept?.signature.refused(used) ?? false),
    accepted: (used) => kept?.signature.accepted(used),
  }
}
