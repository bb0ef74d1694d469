import type { Remark } from '../../../shared/contract/status.ts'
import type { Send } from './send.ts'

/** What the ledger's worker is asked, and answers. Plain data only: it crosses a thread. */

/** The exact body of one call, kept as evidence. Never the URL: its query holds signatures. */
export interface RecordedCall {
  id: string
  vendor: string
  api: string
  body: string
}

/** One step of one send. `send` is how the send stands after it. */
export interface Change {
  send: Send
  /** The run of the program that takes the step; the send's own is the one that pressed it. */
  boot: string
  /** Monotonic ms of that run, so that a wall clock that jumped can be told. */
  mono: number
  /** The call that this attempt rides on. */
  callId?: string
}

export interface StopMark {
  upTo: number
  at: number
}

/** A run of the program in one room begins, which ends the one before it; or the present one ends. */
export type SessionMark =
  | { begins: { id: string; boot: string; room: string; environment: string; at: number } }
  | { ends: { id: string; at: number } }

export interface Batch {
  calls: RecordedCall[]
  changes: Change[]
  stops: StopMark[]
  sessions: SessionMark[]
  idempotency: { key: string; sendId: string; at: number }[]
}

export interface Opened {
  lastSeq: number
  lastStop: number
  /** Every send that is not terminal, as the last boot left it. */
  open: Send[]
  /** How many calls of each API and connection went out in the last second, by the wall clock. */
  recentCalls: { connection: string; api: string; count: number }[]
  /** What had to be set aside. */
  notices: Remark[]
}

/** Which sends are thrown away: those that are over since before that time, and these open ones. */
export interface Erasing {
  before: number
  open: string[]
  /** An Idempotency-Key outlives its send, so that a request that comes again fires nothing. */
  keysBefore: number
}

export type Request =
  | { op: 'commit'; batch: Batch }
  | { op: 'get'; id: string }
  | { op: 'after'; seq: number; limit: number }
  | { op: 'newest'; limit: number }
  | { op: 'idempotent'; key: string; since: number }
  | ({ op: 'erase' } & Erasing)
  | { op: 'scrub' }
  | { op: 'close' }

export type FirstWord = { opened: Opened } | { failed: { why: 'in-use' | 'unwritable'; detail: string } }
