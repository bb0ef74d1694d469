import type { ReadTrouble } from '../../../shared/contract/fields.ts'
import { asRead, english } from '../../../shared/sentences/sentences.ts'
import type { Trouble } from './vendor.ts'

/** The reason of a failed read as a sentence, with the code and request id for the vendor's support. */
export function describeFailure(trouble: Trouble): ReadTrouble
export function describeFailure(trouble: Trouble | null): ReadTrouble | null
export function describeFailure(trouble: Trouble | null): ReadTrouble | null {
  if (!trouble) return null
  const { reason, state, code, requestId } = trouble
  const { happened, advice } = asRead(english[reason])
  return {
    reason,
    message: happened,
    // Any other failure is retried without the host, so it needs no advice.
    advice: state === 'refused' ? advice : '',
    ...(code !== undefined && { code }),
    ...(requestId && { requestId }),
  }
}
