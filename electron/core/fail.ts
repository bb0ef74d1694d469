import { ORPCError } from '@orpc/server'
import type { CannotRecord } from './ledger/ledger.ts'
import { failureStatus, type FailureCode } from '../../shared/contract/call.ts'

/** An expected failure of a call, as the contract declares it. The message is for the host, in English. */
export const fail = (code: FailureCode, message: string, data?: unknown) =>
  new ORPCError(code, { status: failureStatus(code), message, data })

/** What it means for this call that the ledger took nothing, and what to do. */
export const cannotRecord = ({ forGood }: CannotRecord, meaning: string) =>
  fail('CANNOT_RECORD', `${meaning} ${forGood ? 'Start Giftdeck again.' : 'Check that the disk has room.'}`)

export const badField = (field: string, message: string) =>
  fail('BAD_REQUEST', `${field} ${message}.`, { issues: [{ field, message }] })
