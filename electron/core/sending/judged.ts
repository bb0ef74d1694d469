import type { Patch } from '../ledger/book.ts'
import type { Judgement } from '../vendors/vendor.ts'

/** The change that a judgement makes to its send. */
export function judged(judgement: Judgement, latencyMs?: number): Patch {
  const { code, vendorText, requestId, msgSeq } = judgement
  const reason = judgement.state === 'delivered' ? 'delivered-ok' : judgement.reason
  return {
    state: judgement.state,
    reason,
    code,
    vendorText,
    requestId,
    msgSeq,
    ...(latencyMs !== undefined && { latencyMs }),
  }
}
