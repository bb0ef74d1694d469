import { ORPCError } from '@orpc/server'
import { failureStatus, type FailureCode } from '../../shared/contract/call.ts'

/** An expected failure of a call, as the contract declares it. The message is for the host, in English. */
export const fail = (code: FailureCode, message: string, data?: unknown) =>
  new ORPCError(code, { status: failureStatus(code), message, data })

export const badField = (field: string, message: string) =>
  fail('BAD_REQUEST', `${field} ${message}.`, { issues: [{ field, message }] })
