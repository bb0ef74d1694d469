import { ORPCError } from '@orpc/server'
import type { FailureCode } from '../../../shared/contract/call.ts'

/** Why a post that nobody pressed was turned away, in the words that schedule and line have in common. */
export type WhyNot = 'stopped' | 'locked' | 'not-connected' | 'wrong-text' | 'line-full' | 'cannot-record' | 'failed'

const reasons: Partial<Record<FailureCode, WhyNot>> = {
  STOPPED: 'stopped',
  LOCKED: 'locked',
  NOT_CONNECTED: 'not-connected',
  // The room is being changed.
  BUSY: 'not-connected',
  BAD_REQUEST: 'wrong-text',
  QUEUE_FULL: 'line-full',
  CANNOT_RECORD: 'cannot-record',
}

export const whyNot = (error: unknown): WhyNot =>
  (error instanceof ORPCError && reasons[error.code as FailureCode]) || 'failed'
