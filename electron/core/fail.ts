import { ORPCError } from '@orpc/server'
import { CannotRecord } from './ledger/ledger.ts'
import { failureStatus, type FailureCode } from '../../shared/contract/call.ts'

/** An expected failure of a call, as the contract declares it. The message is for the host, in English. */
export const fail = (code: FailureCode, message: string, data?: unknown) =>
  new ORPCError(code, { status: failureStatus(code), message, data })

/** In words, what it means for this call that the ledger took nothing, and what to do. Any other error as it is. */
export const cannotRecord = (error: unknown, meaning: string): unknown =>
  error instanceof CannotRecord ? fail('CANNOT_RECORD', `${meaning} ${remedy(error)}`) : error

function remedy({ moved, forGood }: CannotRecord) {
  if (moved) return 'ledger.db was moved or replaced while Giftdeck runs: put it back, or start Giftdeck again.'
  return forGood ? 'Start Giftdeck again.' : 'Check that the disk has room.'
}

/** What was sent in one room cannot be sent, checked or released while another one is active. */
export const otherRoom = () =>
  fail('NOT_CONNECTED', 'This send belongs to another room. Make that room the active one first.', {
    because: 'other-room',
  })

export const badField = (field: string, message: string) =>
  fail('BAD_REQUEST', `${field} ${message}.`, { issues: [{ field, message }] })
