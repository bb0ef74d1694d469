import type { Evidence, Outcome, Trouble } from '../vendor.ts'
import { tencentFailure } from './failures.ts'
import { readPosted, type TencentAnswer } from './responses.ts'

export interface SignInFailure {
  /** A new signature was made, so a retry may succeed. */
  renewed: boolean
  /** The vendor's clock and ours are far apart. */
  clockOff: boolean
}

/**
 * The failure in an answer to `api`, or undefined for a success. `signInExpired` is called only if the answer says that the
 * sign-in has expired.
 */
export function troubleOf(answer: TencentAnswer, api: string, signInExpired: () => SignInFailure): Trouble | undefined {
  const evidence = evidenceOf(answer)
  if (answer.ErrorCode === 0) {
    return answer.ActionStatus === 'OK' ? undefined : { ...evidence, state: 'unknown', reason: 'answer-unreadable' }
  }
  const failure = tencentFailure(answer.ErrorCode, api)
  const { reason } = failure
  switch (failure.class) {
    case 'fix':
    case 'never':
      return { ...evidence, state: 'refused', reason, ...(failure.pauses && { pauses: true }) }
    case 'wait':
      return {
        ...evidence,
        state: 'waiting',
        reason,
        ...(failure.slows && { slows: true }),
        ...(failure.rests && { rests: true }),
        ...(failure.afterMs !== undefined && { afterMs: failure.afterMs }),
      }
    case 'unsure':
      return { ...evidence, state: 'unknown', reason }
    case 'sign-in': {
      const { renewed, clockOff } = signInExpired()
      if (renewed) return { ...evidence, state: 'waiting', reason, renewed: true }
      return { ...evidence, state: 'refused', reason: clockOff ? 'clock-off' : reason, pauses: true }
    }
  }
}

/** A successful answer may contain a drop reason, and viewers then saw nothing ("Send Normal Message", document 74353). */
export function judgeSuccess(answer: TencentAnswer): Outcome {
  const evidence = evidenceOf(answer)
  const posted = readPosted(answer)
  if (!posted) return { ...evidence, state: 'unknown', reason: 'answer-unreadable' }
  const seen: Evidence = { ...evidence, ...(posted.msgSeq !== undefined && { msgSeq: posted.msgSeq }) }
  if (posted.dropReason === '') return { ...seen, state: 'delivered' }
  const reason = posted.dropReason === 'MsgFreqCtrl' ? 'drop-frequency' : 'drop-other'
  return { ...seen, state: 'dropped', reason, vendorText: posted.dropReason }
}

export function evidenceOf(answer: TencentAnswer): Evidence {
  const failed = answer.ErrorCode !== 0
  return {
    ...(failed && { code: answer.ErrorCode }),
    ...(failed && answer.ErrorInfo && { vendorText: answer.ErrorInfo }),
    ...(answer.RequestId && { requestId: answer.RequestId }),
  }
}
