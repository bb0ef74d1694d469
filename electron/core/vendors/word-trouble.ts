import type { ReadTrouble } from '../../../shared/contract/fields.ts'
import { asRead, english } from '../../../shared/sentences/sentences.ts'
import type { Trouble } from './vendor.ts'

/** The reason of a failed read as a sentence, with the details that the vendor's support needs. */
export function describeFailure(trouble: Trouble): ReadTrouble
export function describeFailure(trouble: Trouble | null): ReadTrouble | null
export function describeFailure(trouble: Trouble | null): ReadTrouble | null {
  if (!trouble) return null
  const { reason, state, code, requestId } = trouble
  const { happened, advice } = asRead(english[reason])
  return {
    reason,
    message: happened,
    // What was not refused is simply tried again: a reading by itself, a list when it is next asked for.
    advice: state === 'refused' ? advice : '',
    ...(code !== undefined && { code }),
    ...(requestId && { requestId }),
  }
}
