import { ORPCError, ValidationError } from '@orpc/server'
import { cannotRecord, fail } from '../fail.ts'
import type { Log, Random } from '../ports.ts'

/** Turns whatever a handler threw into an error of the contract. A stack stays in the log; the caller gets a reference. */
export function wordError(thrown: unknown, lent: { log: Log; random: Random }): ORPCError<string, unknown> {
  const error = cannotRecord(thrown, 'Giftdeck cannot record, so nothing was sent.')
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return namedFields(error.cause)
    if (error.code !== 'INTERNAL_SERVER_ERROR') return error
  }
  const reference = lent.random.hex(4)
  const stack =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.stack : error.stack) : String(error)
  lent.log.error('A call failed unexpectedly.', { reference, stack })
  return fail('INTERNAL_SERVER_ERROR', `Something went wrong inside Giftdeck. Reference: ${reference}.`, { reference })
}

function namedFields({ issues }: ValidationError) {
  const named = issues.flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
    // zod reports a field that does not exist at its parent.
    if ('keys' in issue && Array.isArray(issue.keys))
      return issue.keys.map((key: string) => ({ field: [...path, key].join('.'), message: 'is not a field here' }))
    return [{ field: path.join('.') || 'body', message: issue.message }]
  })
  const words = named.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return fail('BAD_REQUEST', words, { issues: named })
}
