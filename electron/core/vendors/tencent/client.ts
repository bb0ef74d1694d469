import type { Clock, Post, Random } from '../../ports.ts'
import { classify } from '../../sending/classify.ts'
import { clockSkew } from '../clock-skew.ts'
import type { Account, AccountStanding, Answer, Call, CatalogueGift, Judgement, RoomCounts, Totals } from '../vendor.ts'
import { withoutSecrets } from '../without-secrets.ts'
import { evidenceOf, judgeSuccess, troubleOf } from './judge.ts'
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
import { signIn, type TencentSecret } from './sign-in.ts'
import {
  readAccounts,
  readGifts,
  readRoom,
  readRoomCounts,
  readTotals,
  tencentAnswer,
  type TencentAnswer,
} from './wire.ts'

export interface TencentConnection {
  origin: string
  sdkAppId: number
  identifier: string
  roomId: string
}
export type { TencentSecret }

export interface TencentClient {
  giftCall(gift: { giftId: string; count: number; from: string; to: string }): Call
  /** `extensionInfo` is JSON text already. */
  textCall(message: { text: string; from: string; extensionInfo?: string | undefined }): Call
  /** One attempt. Resolves always, also when the secret cannot be had. */
  send(call: Call): Promise<Judgement>
  /** Gifts received by `receiver` in this room. */
  readTotals(receiver: string): Promise<Answer<Totals>>
  /** Totals of the whole room, under one of the names the vendor has for this call. */
  readRoomTotals(name: RoomTotalsName): Promise<Answer<RoomCounts>>
  readGifts(): Promise<Answer<CatalogueGift[]>>
  readRoom(): Promise<Answer<{ name: string | null; owner: string | null }>>
  /** Which of at most 100 accounts the app knows; one the vendor does not tell about is absent. Touches nothing. */
  readAccounts(userIds: readonly string[]): Promise<Answer<ReadonlyMap<string, AccountStanding>>>
  /** Makes the account known to the app; importing it again does no harm. */
  importAccount(account: Account): Promise<Answer<true>>
  /** How far the vendor's clock is ahead of ours; null before the first answer. */
  clockSkewMs(): number | null
}

// Far beyond what a header's whole seconds and a slow network explain, far below a signature's life.
const clockOffMs = 5 * 60 * 1000

export function tencentClient(lent: {
  connection: TencentConnection
  secret: () => Promise<TencentSecret>
  post: Post
  clock: Clock
  random: Random
}): TencentClient {
  const { connection, clock, random } = lent
  const { origin, sdkAppId, identifier, roomId } = connection
  const skew = clockSkew(clock)
  const signedIn = signIn({ sdkAppId, identifier, clock, skewMs: () => skew.ms() ?? 0 })

  async function attempt(call: Call): Promise<Answer<TencentAnswer>> {
    let secret: TencentSecret
    try {
      secret = await lent.secret()
    } catch {
      return { ok: false, trouble: { state: 'refused', reason: 'secret-missing', pauses: true } }
    }
    const used = signedIn.signature(secret)
    const url = tencentUrl({ origin, command: call.api, sdkAppId, identifier, userSig: used.userSig, random })
    const exchange = await lent.post(url, call.body)
    skew.learn(exchange)

    const answer = classify(withoutSecrets(exchange, [used.userSig, ...Object.values(secret)]), tencentAnswer)
    if (!answer.ok) return answer
    const trouble = troubleOf(answer.value, () => ({
      renewed: signedIn.expired(used),
      clockOff: Math.abs(skew.ms() ?? 0) > clockOffMs,
    }))
    if (trouble) return { ok: false, trouble }
    signedIn.accepted(used)
    return answer
  }

  async function read<T>(call: Call, value: (answer: TencentAnswer) => T | undefined): Promise<Answer<T>> {
    const answer = await attempt(call)
    if (!answer.ok) return answer
    const found = value(answer.value)
    if (found !== undefined) return { ok: true, value: found }
    return { ok: false, trouble: { ...evidenceOf(answer.value), state: 'unknown', reason: 'answer-unreadable' } }
  }

  return {
    giftCall: (gift) => sendGift(roomId, gift),
    textCall: (message) => sendText(roomId, message),
    async send(call) {
      const answer = await attempt(call)
      return answer.ok ? judgeSuccess(answer.value) : answer.trouble
    },
    readTotals: (receiver) => read(getGiftCount(roomId, receiver), readTotals),
    readRoomTotals: (name) => read(getRoomTotals(name, roomId), readRoomCounts),
    readGifts: () => read(getGiftInfoList(), readGifts),
    readRoom: () => read(getRoomInfo(roomId), readRoom),
    readAccounts: (userIds) => read(accountCheck(userIds), readAccounts),
    importAccount: (account) => read(accountImport(account), () => true as const),
    clockSkewMs: () => skew.ms(),
  }
}
