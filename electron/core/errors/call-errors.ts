import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import { ORPCError, ValidationError } from '@orpc/server'
import { CannotRecord } from './failures.ts'
import { failureStatus, type FailureCode } from '../../../shared/contract/call.ts'
import type { Log, Random } from '../ports.ts'

/** An expected failure of a call, as the contract declares it. The message is for the host, in English. */
export const fail = (code: FailureCode, message: string, data?: unknown) =>
  new ORPCError(code, { status: failureStatus(code), message, data })

/** Converts CannotRecord to a failure that says what it means for this call and what to do. Keeps any other error. */
export const cannotRecord = (error: unknown, meaning: string): unknown =>
  error instanceof CannotRecord ? fail('CANNOT_RECORD', `${meaning} ${remedy(error)}`) : error

function remedy({ moved, forGood }: CannotRecord) {
  if (moved) return 'ledger.db was moved or replaced while Giftdeck runs: put it back, or start Giftdeck again.'
  return forGood ? 'Start Giftdeck again.' : 'Check that the disk has room.'
}

/** A send can be sent again, checked or released only while its own room is active. */
export const otherRoom = () =>
  fail('NOT_CONNECTED', 'This send belongs to another room. Make that room the active one first.', {
    because: 'other-room',
  })

export const badField = (field: string, message: string) =>
  fail('BAD_REQUEST', `${field} ${message}.`, { issues: [{ field, message }] })

/**
 * Converts whatever a handler threw to an error that the contract declares. The stack of an unexpected error goes to
 * the log only; the caller gets a reference to find it there.
 */
export function toCallError(thrown: unknown, deps: { log: Log; random: Random }): ORPCError<string, unknown> {
  const error = cannotRecord(thrown, 'Giftdeck cannot record, so nothing was sent.')
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return namedFields(error.cause)
    if (error.code !== 'INTERNAL_SERVER_ERROR') return error
  }
  const reference = deps.random.hex(4)
  const stack =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.stack : error.stack) : String(error)
  deps.log.error('A call failed unexpectedly.', { reference, stack })
  return fail('INTERNAL_SERVER_ERROR', `Something went wrong inside Giftdeck. Reference: ${reference}.`, { reference })
}

function namedFields({ issues }: ValidationError) {
  const named = issues.flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
    // zod reports an unknown field with the path of its parent.
    if ('keys' in issue && Array.isArray(issue.keys))
      return issue.keys.map((key: string) => ({
        field: [...path, key].join('.'),
        message: fieldProblem('unknownField'),
      }))
    return [{ field: path.join('.') || 'body', message: issue.message }]
  })
  const summary = named.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return fail('BAD_REQUEST', summary, { issues: named })
}
