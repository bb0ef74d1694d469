import type { Policy } from '../../policy.ts'
import type { Clock, Log, Post, Random } from '../../ports.ts'
import { classify } from '../classify.ts'
import { attempt, renewOnce, type Renewable } from '../attempt.ts'
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
  /** `extensionInfo` is JSON text. */
  textCall(message: { text: string; from: string; extensionInfo?: string | undefined }): Call
  /** One attempt. Never rejects, even if the secret is missing. */
  send(call: Call): Promise<Outcome>
  /** Gifts received by `receiver` in this room. */
  readTotals(receiver: string): Promise<Answer<Totals>>
  /** Totals of the whole room. The vendor has two names for this call. */
  readRoomTotals(name: RoomTotalsName): Promise<Answer<RoomCounts>>
  readGifts(): Promise<Answer<CatalogueGift[]>>
  readRoom(): Promise<Answer<{ name: string | null; owner: string | null }>>
  /** Whether each of at most 100 accounts was imported. An account is absent if the answer does not list it. */
  readAccounts(userIds: readonly string[]): Promise<Answer<ReadonlyMap<string, AccountStatus>>>
  /** Imports the account into the app. May be repeated. */
  importAccount(account: Account): Promise<Answer<true>>
  /** How far the vendor's clock is ahead of ours, in ms; null before the first answer. */
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

  /** Makes a call. attempt() handles errors of `build` and `value`. */
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
        skew.observe(exchange)
        const clean: Clean = (value) => withoutSecrets(value, secrets)
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
        (response, clean) => ({ ok: true, value: clean(judgeSuccess(response)) }),
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
  /** By `clock.elapsed`, so that setting the clock has no effect on it. Null for a pasted UserSig, which is not renewed. */
  renewAt: number | null
}

interface SignIn {
  signature(secret: TencentSecret): Signature
  /** Call when the vendor refused it as expired. True if a retry with a new signature may succeed. */
  expired(used: Signature): boolean
  accepted(used: Signature): void
}

/** Caches one signature and renews it well before it expires. */
function signIn(deps: {
  sdkAppId: number
  identifier: string
  clock: Clock
  policy: Policy['tencent']
  /** How far the vendor's clock is ahead of ours, in ms; 0 if not known. */
  skewMs: () => number
}): SignIn {
  const { signInLifetimeSeconds: lifetimeSeconds, renewSignInAfterShare } = deps.policy
  /** Correction of our clock in ms. 0 until the vendor refuses one of our times; before that our clock is trusted. */
  let correctedBy = 0
  let cached: { secretKey: string; signature: Renewable<Signature> } | undefined

  const make = (secretKey: string, nowMs: number): Signature => ({
    userSig: makeUserSig({ sdkAppId: deps.sdkAppId, identifier: deps.identifier, secretKey, nowMs, lifetimeSeconds }),
    renewAt: deps.clock.elapsed() + lifetimeSeconds * 1000 * renewSignInAfterShare,
  })

  return {
    signature(secret) {
      if ('userSig' in secret) return { userSig: secret.userSig, renewAt: null }
      const { secretKey } = secret
      const last = cached?.secretKey === secretKey ? cached.signature.current() : undefined
      const fresh = last && last.renewAt !== null && deps.clock.elapsed() < last.renewAt
      if (!cached || !fresh) {
        // If a signature is refused as expired, our clock may be wrong. The next one uses the vendor's clock.
        const makeByVendorClock = () => {
          correctedBy = deps.skewMs()
          return make(secretKey, deps.clock.now() + correctedBy)
        }
        cached = { secretKey, signature: renewOnce(make(secretKey, deps.clock.now() + correctedBy), makeByVendorClock) }
      }
      return cached.signature.current()
    },
    expired: (used) => used.renewAt !== null && (cached?.signature.refused(used) ?? false),
    accepted: (used) => cached?.signature.accepted(used),
  }
}
