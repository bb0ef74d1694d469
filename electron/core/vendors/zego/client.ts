import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Clock, Post, Random } from '../../ports.ts'
import { classify } from '../../sending/classify.ts'
import { clockSkew } from '../clock-skew.ts'
import { mendOnce } from '../mend-once.ts'
import { withoutSecrets } from '../without-secrets.ts'
import type { Answer, Call, Judgement } from '../vendor.ts'
import { judgeRows, requestIdOf, troubleOf } from './judge.ts'
import { describeDanmakuMsgResults, sendDanmakuComments, sendDanmakuGifts, type ZegoGift } from './request.ts'
import { signedUrl } from './signed-url.ts'
import { readResults, zegoAnswer, type ResultRow, type ZegoAnswer } from './wire.ts'

export interface ZegoConnection {
  origin: string
  appId: number
  roomId: string
  miniGameId: string
}
export type { ZegoGift }

export interface ZegoClient {
  /**
   * As many gifts as the room merges. ZEGO documents no maximum: ours is `largestBatch`. Throws past it, and on a gift that
   * breaks the vendor's limits.
   */
  giftsCall(gifts: readonly ZegoGift[]): Call
  /** One attempt; a judgement for every id, `unknown` where the answer has no row for it. Resolves always. */
  sendGifts(call: Call, msgIds: readonly string[]): Promise<ReadonlyMap<string, Judgement>>
  /**
   * Results of at most `largestQuery` ids, which is ours too; one the game has not consumed is absent. `sentAt` has the
   * gifts' timestamps, which tell two sends of one id apart where the vendor answers both.
   */
  readResults(
    msgIds: readonly string[],
    sentAt?: ReadonlyMap<string, number>,
  ): Promise<Answer<ReadonlyMap<string, Judgement>>>
  /** Posts the comment that lets a viewer into the running game. Best effort: the vendor tells nobody whether it did. */
  join(viewer: ZegoViewer, comment: string): Promise<Answer<true>>
  /** How far the vendor's clock is ahead of ours; null before the first answer. */
  clockSkewMs(): number | null
}

export function zegoClient(lent: {
  connection: ZegoConnection
  secret: () => Promise<{ serverSecret: string }>
  post: Post
  clock: Clock
  random: Random
}): ZegoClient {
  const { connection, clock, random } = lent
  const { origin, appId } = connection
  const skew = clockSkew(clock)
  // Ours is trusted until the vendor refuses it: a `Date` header may come from something in between.
  const correction = mendOnce({ ms: 0 }, () => ({ ms: skew.ms() ?? 0 }))

  async function attempt(call: Call): Promise<Answer<ZegoAnswer>> {
    let serverSecret: string
    try {
      serverSecret = (await lent.secret()).serverSecret
    } catch {
      return { ok: false, trouble: { state: 'refused', reason: 'secret-missing', pauses: true } }
    }
    const used = correction.current()
    const nowMs = clock.now() + used.ms
    const url = signedUrl({ origin, action: call.api, appId, serverSecret, nowMs, random })
    const exchange = await lent.post(url, call.body)
    skew.learn(exchange)

    const signature = url.searchParams.get('Signature') ?? ''
    const answer = classify(withoutSecrets(exchange, [serverSecret, signature]), zegoAnswer)
    if (!answer.ok) return answer
    const trouble = troubleOf(answer.value, () => correction.refused(used))
    if (trouble) return { ok: false, trouble }
    correction.accepted(used)
    return answer
  }

  return {
    giftsCall: (gifts) => sendDanmakuGifts(connection, gifts),
    async sendGifts(call, msgIds) {
      const answer = await attempt(call)
      if (!answer.ok) return new Map(msgIds.map((msgId) => [msgId, answer.trouble]))
      const judged = judgeRows(answer.value, readResults(answer.value) ?? [], msgIds)
      const missing: Judgement = { ...requestIdOf(answer.value), state: 'unknown', reason: 'missing-result' }
      return new Map(msgIds.map((msgId) => [msgId, judged.get(msgId) ?? missing]))
    },
    async readResults(msgIds, sentAt) {
      const answer = await attempt(describeDanmakuMsgResults(connection, msgIds))
      if (!answer.ok) return answer
      const rows = readResults(answer.value)
      // Without a list, silence about an id would be no proof that the game has not consumed it.
      if (!rows) {
        return { ok: false, trouble: { ...requestIdOf(answer.value), state: 'unknown', reason: 'answer-unreadable' } }
      }
      return { ok: true, value: judgeRows(answer.value, thisSend(rows, sentAt), msgIds) }
    },
    async join(viewer, comment) {
      const answer = await attempt(sendDanmakuComments(connection, viewer, comment))
      return answer.ok ? { ok: true, value: true } : answer
    },
    clockSkewMs: () => skew.ms(),
  }
}

/** "Check results": one id sent again after 24 h has a row for each send. A single row is taken as it is. */
function thisSend(rows: readonly ResultRow[], sentAt: ReadonlyMap<string, number> = new Map()): ResultRow[] {
  const isOwn = (row: ResultRow) => sentAt.has(row.MsgId) && row.Timestamp === sentAt.get(row.MsgId)
  const told = new Set(rows.filter(isOwn).map((row) => row.MsgId))
  return rows.filter((row) => isOwn(row) || !told.has(row.MsgId))
}
