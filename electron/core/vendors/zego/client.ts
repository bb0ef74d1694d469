import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Clock, Log, Post, Random } from '../../ports.ts'
import { classify } from '../classify.ts'
import { attempt } from '../attempt.ts'
import { Unsendable, type Answer, type Call, type Outcome } from '../vendor.ts'
import { vendorTime } from '../clock-skew.ts'
import { withoutSecrets, type Clean } from '../../platform/redact.ts'
import {
  judgeRows,
  requestIdOf,
  troubleOf,
  readResults,
  zegoAnswer,
  type ResultRow,
  type ZegoAnswer,
} from './outcome.ts'
import {
  describeDanmakuMsgResults,
  isGiftTime,
  sendDanmakuComments,
  sendDanmakuGifts,
  type ZegoGift,
} from './request.ts'
import { createHash } from 'node:crypto'

export interface ZegoConnection {
  origin: string
  appId: number
  roomId: string
  miniGameId: string
}
export type { ZegoGift }

export interface ZegoClient {
  /** The current time in ms for a gift's `Timestamp`, by the vendor's clock if known. Throws Unsendable if no clock fits. */
  giftTime(): number
  /**
   * One call for a batch of gifts. Throws if there are more than `largestBatch` gifts (ZEGO documents no maximum), or if a
   * gift breaks the vendor's limits.
   */
  giftsCall(gifts: readonly ZegoGift[]): Call
  /** One attempt. Returns an outcome for every id, `unknown` if the answer has no row for it. Never rejects. */
  sendGifts(call: Call, msgIds: readonly string[]): Promise<ReadonlyMap<string, Outcome>>
  /**
   * The results of at most `largestQuery` ids; an id that the game has not consumed is absent. `sentAt` holds the gifts'
   * timestamps: if the vendor returns two sends of one id, they identify the right one. `ageMs` is the age of the oldest
   * gift, and determines how far back the vendor searches.
   */
  readResults(
    msgIds: readonly string[],
    sentAt?: ReadonlyMap<string, number>,
    ageMs?: number,
  ): Promise<Answer<ReadonlyMap<string, Outcome>>>
  /** Posts the comment by which a viewer joins the running game. The answer does not say whether the viewer joined. */
  join(viewer: ZegoViewer, comment: string): Promise<Answer<true>>
  /** How far the vendor's clock is ahead of ours, in ms; null before the first answer. */
  clockSkewMs(): number | null
}

export function zegoClient(deps: {
  connection: ZegoConnection
  secret: () => Promise<{ serverSecret: string }>
  post: Post
  clock: Clock
  random: Random
  log: Pick<Log, 'error'>
}): ZegoClient {
  const { connection, clock, random } = deps
  const { origin, appId } = connection
  const time = vendorTime(clock)

  /** Makes a call. attempt() handles errors of `build` and `value`. */
  const ask = <T>(build: () => Call, value: (answer: ZegoAnswer, clean: Clean) => Answer<T>): Promise<Answer<T>> =>
    attempt({
      log: deps.log,
      secret: deps.secret,
      post: deps.post,
      sign({ serverSecret }) {
        const { api: action, body } = build()
        const used = time.current()
        const url = signedUrl({ origin, action, appId, serverSecret, nowMs: time.by(used), random })
        return { url, body, used, secrets: [serverSecret, url.searchParams.get('Signature') ?? ''] }
      },
      read(exchange, { used, secrets }) {
        time.observe(exchange)
        const clean: Clean = (value) => withoutSecrets(value, secrets)
        const answer = classify(exchange, zegoAnswer)
        if (!answer.ok) return answer
        const trouble = troubleOf(answer.value, () => time.refused(used))
        if (trouble) return { ok: false, trouble: clean(trouble) }
        time.accepted(used)
        return value(answer.value, clean)
      },
    })

  return {
    giftTime() {
      const found = time.candidates().find(isGiftTime)
      if (found === undefined) throw new Unsendable('clock-unusable')
      return found
    },
    giftsCall: (gifts) => sendDanmakuGifts(connection, gifts),
    async sendGifts(call, msgIds) {
      const answer = await ask(
        () => call,
        (response, clean) => ({ ok: true, value: cleaned(outcomesOf(response, msgIds), clean) }),
      )
      return answer.ok ? answer.value : new Map(msgIds.map((msgId) => [msgId, answer.trouble]))
    },
    readResults: (msgIds, sentAt, ageMs = 0) =>
      ask(
        () => describeDanmakuMsgResults(connection, msgIds, ageMs),
        (answer, clean) => {
          const rows = readResults(answer)
          // If the list itself is missing, a missing id does not prove that the game has not consumed it.
          return rows
            ? { ok: true, value: cleaned(judgeRows(answer, thisSend(rows, sentAt), msgIds), clean) }
            : { ok: false, trouble: { ...clean(requestIdOf(answer)), state: 'unknown', reason: 'answer-unreadable' } }
        },
      ),
    join: (viewer, comment) =>
      ask(
        () => sendDanmakuComments(connection, viewer, comment),
        () => ({ ok: true, value: true }),
      ),
    clockSkewMs: () => time.skewMs(),
  }
}

function outcomesOf(answer: ZegoAnswer, msgIds: readonly string[]): Map<string, Outcome> {
  const outcome = judgeRows(answer, readResults(answer) ?? [], msgIds)
  const missing: Outcome = { ...requestIdOf(answer), state: 'unknown', reason: 'missing-result' }
  return new Map(msgIds.map((msgId) => [msgId, outcome.get(msgId) ?? missing]))
}

const cleaned = (outcome: ReadonlyMap<string, Outcome>, clean: Clean) =>
  new Map([...outcome].map(([msgId, outcome]) => [msgId, clean(outcome)]))

/**
 * The rows of the current send. An id that is sent again after 24 h has a row for each send ("Check results"); the
 * timestamp selects one. If no row has the right timestamp, all rows of the id are kept.
 */
function thisSend(rows: readonly ResultRow[], sentAt: ReadonlyMap<string, number> = new Map()): ResultRow[] {
  const isOwn = (row: ResultRow) => sentAt.has(row.MsgId) && row.Timestamp === sentAt.get(row.MsgId)
  const reported = new Set(rows.filter(isOwn).map((row) => row.MsgId))
  return rows.filter((row) => isOwn(row) || !reported.has(row.MsgId))
}

/** ZEGO's request signature, as on the page "Calling method" (MiniGame server API). It covers neither Action nor body. */
export function zegoSignature(options: {
  appId: number
  nonce: string
  serverSecret: string
  seconds: number
}): string {
  return createHash('md5')
    .update(`${options.appId}${options.nonce}${options.serverSecret}${options.seconds}`)
    .digest('hex')
}

/**
 * The range of a timestamp with ten digits: September 2001 to November 2286. A clock outside it is wrong anyway. With a
 * time inside the range the vendor answers "expired" and sends its `Date`, instead of refusing the format.
 */
const firstSecond = 1_000_000_000
const lastSecond = 9_999_999_999

/** "Calling method" (MiniGame server API): every request has a new nonce and signature. The body is not signed. */
function signedUrl(options: {
  origin: string
  action: string
  appId: number
  serverSecret: string
  /** The current time by the vendor's clock if known. */
  nowMs: number
  random: Random
}): URL {
  const nonce = options.random.hex(8)
  const seconds = Math.min(lastSecond, Math.max(firstSecond, Math.floor(options.nowMs / 1000)))
  const url = new URL('/', options.origin)
  url.search = new URLSearchParams({
    Action: options.action,
    AppId: String(options.appId),
    SignatureNonce: nonce,
    Timestamp: String(seconds),
    Signature: zegoSignature({ appId: options.appId, nonce, serverSecret: options.serverSecret, seconds }),
    SignatureVersion: '2.0',
  }).toString()
  return url
}
