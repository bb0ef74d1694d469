import type { Evidence, Judgement, Trouble } from '../vendor.ts'
import { giftFailure, zegoFailure } from './failures.ts'
import type { ResultRow, ZegoAnswer } from './wire.ts'

/** Trouble with the whole call, or undefined. `clockCorrected` is asked on an expired signature alone. */
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
 * One judgement for every id that has a result; rows are matched by MsgId, never by place. A vendor that gives one id
 * two different results is believed in neither.
 */
export function judgeRows(
  answer: ZegoAnswer,
  rows: readonly ResultRow[],
  msgIds: readonly string[],
): Map<string, Judgement> {
  const judged = new Map<string, Judgement>()
  for (const msgId of msgIds) {
    const own = rows.filter((row) => row.MsgId === msgId)
    const [first] = own
    if (!first) continue
    const agreed = own.every((row) => row.Result === first.Result)
    judged.set(
      msgId,
      agreed ? judgeRow(answer, first) : { ...requestIdOf(answer), state: 'unknown', reason: 'results-contradict' },
    )
  }
  return judged
}

function judgeRow(answer: ZegoAnswer, row: ResultRow): Judgement {
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
