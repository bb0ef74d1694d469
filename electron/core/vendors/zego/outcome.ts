import type { Evidence, Outcome, Trouble } from '../vendor.ts'
import type { Reason } from '../../../../shared/sentences/sentences.ts'
import * as z from 'zod'
import { wholeNumber } from '../whole-number.ts'

/** The failure of the whole call, or undefined. `clockCorrected` is called only if the signature has expired. */
export function troubleOf(answer: ZegoAnswer, clockCorrected: () => boolean): Trouble | undefined {
  if (answer.Code === 0) return undefined
  const failure = zegoFailure(answer.Code)
  const { reason } = failure
  const evidence: Evidence = {
    code: answer.Code,
    ...(answer.Message && { vendorText: answer.Message }),
    ...requestIdOf(answer),
  }
  switch (failure.class) {
    case 'fix':
      return {
        ...evidence,
        state: 'refused',
        reason,
        ...(failure.pauses && { pauses: true }),
        ...(failure.ofOneGift && { splits: true }),
      }
    case 'wait':
      return { ...evidence, state: 'waiting', reason, ...(failure.slows && { slows: true }) }
    case 'clock':
      return clockCorrected()
        ? { ...evidence, state: 'waiting', reason, renewed: true }
        : { ...evidence, state: 'refused', reason, pauses: true }
  }
}

/**
 * One outcome for every id that has a result. Rows are matched by MsgId, never by position. If an id has two different
 * results, its outcome is `unknown`.
 */
export function judgeRows(
  answer: ZegoAnswer,
  rows: readonly ResultRow[],
  msgIds: readonly string[],
): Map<string, Outcome> {
  const outcome = new Map<string, Outcome>()
  for (const msgId of msgIds) {
    const own = rows.filter((row) => row.MsgId === msgId)
    const [first] = own
    if (!first) continue
    const agreed = own.every((row) => row.Result === first.Result)
    outcome.set(
      msgId,
      agreed ? judgeRow(answer, first) : { ...requestIdOf(answer), state: 'unknown', reason: 'results-contradict' },
    )
  }
  return outcome
}

function judgeRow(answer: ZegoAnswer, row: ResultRow): Outcome {
  if (row.Result === null) return { ...requestIdOf(answer), state: 'unknown', reason: 'answer-unreadable' }
  if (row.Result === 0) return { ...requestIdOf(answer), state: 'delivered' }
  const { state, reason } = giftFailure(row.Result)
  return {
    code: row.Result,
    ...(row.Msg && { vendorText: row.Msg }),
    ...requestIdOf(answer),
    recorded: true,
    state,
    reason,
  }
}

export const requestIdOf = (answer: ZegoAnswer): Evidence => (answer.RequestId ? { requestId: answer.RequestId } : {})

interface Failure {
  reason: Reason
  /**
   * fix: refused until someone changes something. wait: the same ids are sent again automatically.
   * clock: the time of the signature was refused; the clock correction is renewed once.
   */
  class: 'fix' | 'wait' | 'clock'
  /** The whole connection or its game is at fault, so its other sends would fail too. */
  pauses?: true
  /** The vendor asks for a lower rate. */
  slows?: true
  /** One gift of the batch may be the cause. The vendor refuses the whole batch because of it. */
  ofOneGift?: true
}

/** Codes of MiniGame's "Error codes" and "Calling method", and of the gateway that all ZEGO products use. */
const outer: Readonly<Record<number, Failure>> = {
  // The code for too many calls is not documented for MiniGame. Other ZEGO products use these two.
  7: { reason: 'rate-limited', class: 'wait', slows: true },
  206: { reason: 'rate-limited', class: 'wait', slows: true },

  7200004: { reason: 'parameter-refused', class: 'fix', ofOneGift: true },
  7200401: { reason: 'vendor-refused', class: 'fix' },
  7201003: { reason: 'vendor-refused', class: 'fix' },
  7201005: { reason: 'vendor-refused', class: 'fix' },
  7202000: { reason: 'game-service-failed', class: 'wait' },
  7202001: { reason: 'game-not-found', class: 'fix', pauses: true },
  7202002: { reason: 'game-id-invalid', class: 'fix', ofOneGift: true },
  7202003: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
  7203001: { reason: 'signature-refused', class: 'fix', pauses: true },
  7204002: { reason: 'vendor-refused', class: 'fix' },
  7205001: { reason: 'vendor-refused', class: 'fix' },
  7206001: { reason: 'game-not-started', class: 'fix', pauses: true },
  7206004: { reason: 'game-held-by-other-host', class: 'fix' },
  7206005: { reason: 'rate-limited', class: 'wait', slows: true },
  7208000: { reason: 'game-refused', class: 'fix', ofOneGift: true },
  7210000: { reason: 'game-service-failed', class: 'wait' },
  7210001: { reason: 'game-service-abnormal', class: 'fix' },

  100000000: { reason: 'request-faulty', class: 'fix' },
  100000001: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000002: { reason: 'request-faulty', class: 'fix' },
  100000003: { reason: 'request-faulty', class: 'fix' },
  100000004: { reason: 'signature-expired', class: 'clock' },
  100000005: { reason: 'signature-refused', class: 'fix', pauses: true },
  100000006: { reason: 'request-faulty', class: 'fix' },
  100000007: { reason: 'api-missing', class: 'fix' },
  100000008: { reason: 'request-faulty', class: 'fix' },
  100000009: { reason: 'request-faulty', class: 'fix' },
  100000010: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000011: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000012: { reason: 'request-faulty', class: 'fix', ofOneGift: true },
  100000013: { reason: 'request-faulty', class: 'fix' },
  100000014: { reason: 'request-faulty', class: 'fix' },
  100000015: { reason: 'game-service-failed', class: 'wait' },
  100000016: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
  100000017: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
}

interface GiftFailure {
  reason: Reason
  state: 'refused' | 'processing'
}

/** Results of "Send gifts" and "Check results". A refused gift has used up its MsgId; after 10006 it is still valid. */
const results: Readonly<Record<number, GiftFailure>> = {
  10003: { reason: 'viewer-not-in-game', state: 'refused' },
  10004: { reason: 'gift-not-agreed', state: 'refused' },
  10005: { reason: 'gift-delivery-failed', state: 'refused' },
  10006: { reason: 'game-still-working', state: 'processing' },
}

export const zegoCodes: readonly number[] = Object.keys(outer).map(Number)
export const zegoResults: readonly number[] = Object.keys(results).map(Number)

/**
 * An outer code other than 0 means that the whole batch failed and no MsgId was recorded ("Send gifts"). The rule holds
 * for all codes, so an unlisted code is a refusal as well: nothing happened, and the call is not repeated.
 */
export const zegoFailure = (code: number): Failure =>
  outer[code] ?? { reason: 'vendor-refused', class: 'fix', ofOneGift: true }

/** The vendor records an unlisted result too. The id is used up, so sending it again would change nothing. */
export const giftFailure = (result: number): GiftFailure =>
  results[result] ?? { reason: 'gift-refused', state: 'refused' }

/** The common fields of an answer ("Calling method"). RequestId has up to 19 digits, too many for a JSON number. */
export const zegoAnswer = z.looseObject({
  Code: wholeNumber,
  Message: z.string().optional().catch(undefined),
  RequestId: z.string().optional().catch(undefined),
})
export type ZegoAnswer = z.infer<typeof zegoAnswer>

const row = z.object({
  MsgId: z.string(),
  /** Null if the result cannot be read. The outcome of the gift is then `unknown`. */
  Result: wholeNumber.nullable().catch(null),
  Msg: z.string().optional().catch(undefined),
  Timestamp: wholeNumber.optional().catch(undefined),
})
export type ResultRow = z.infer<typeof row>

const data = z.object({ Data: z.object({ Results: z.unknown() }) })

/** One table of the documentation types `Results` as String, the other and all samples as an array. Undefined if missing. */
export function readResults(answer: ZegoAnswer): ResultRow[] | undefined {
  const results = data.safeParse(answer).data?.Data.Results
  const rows: unknown = typeof results === 'string' ? parsed(results) : results
  if (rows === null) return []
  return Array.isArray(rows) ? rows.flatMap((one: unknown) => row.safeParse(one).data ?? []) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
