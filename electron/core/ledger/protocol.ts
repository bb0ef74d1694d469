import type { StartupNotice } from '../../../shared/contract/status.ts'
import type { Send } from './send.ts'
import type { Clock } from '../ports.ts'

/** Requests and answers of the ledger worker. They are plain data, because they cross a thread. */

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
  /** Monotonic ms of that run, so that a jump of the wall clock can be detected. */
  mono: number
  /** The call that contains this attempt. */
  callId?: string
}

/** An Idempotency-Key and what it made. */
export interface KeyedCall {
  key: string
  /** Hash of the call; null where the build that kept the key kept none. */
  call: string | null
  /** In the order of the press; never empty. */
  sendIds: string[]
}

export interface StopMark {
  upTo: number
  /** Wall time. */
  at: number
}

/** A run of the program in one room begins, which ends the one before it; or the present one ends. */
export type SessionMark =
  | { begins: { id: string; boot: string; room: string; environment: string; at: number } }
  | { ends: { id: string; at: number } }

/** What one transaction writes. */
export interface Batch {
  /** The ledger's time, see createLedgerTime in ledger/protocol.ts: everything in the batch is aged from it. */
  time: StoredTime
  calls: RecordedCall[]
  changes: Change[]
  stops: StopMark[]
  sessions: SessionMark[]
  keys: KeyedCall[]
}

export interface Opened {
  lastSeq: number
  lastStop: number
  /** Every send that is not terminal, as the last boot left it. */
  open: Send[]
  time: StoredTime
  /** How many calls of each API and connection went out in the last second of the last run. */
  recentCalls: { connection: string; api: string; count: number }[]
  /** What had to be set aside. */
  notices: StartupNotice[]
}

/** Which sends are thrown away: those that are over since before that ledger time, and these open ones. */
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
  | { op: 'keyed'; key: string; since: number }
  | ({ op: 'erase' } & Erasing)
  | { op: 'scrub' }
  | { op: 'close' }

export type FirstWord = { opened: Opened } | { failed: { message: string; advice: string } }

/** Reported once if damage is found while the ledger is in use. Nothing is committed after that. */
export interface Unasked {
  damaged: string
}

/** What the ledger's file keeps of its time. In ms. */
export interface StoredTime {
  /** Of the newest commit. */
  now: number
  /**
   * The last instant at which the wall clock was confirmed, by the wall clock, and how late it was by the ledger's time
   * with what passed between runs counted. So `at` may be ahead of `now`; the next run begins there.
   */
  confirmed: { at: number; wall: number } | null
}

/**
 * The clock that everything kept over a restart is aged by. It goes on while Giftdeck runs, sleep included, and stands
 * still in between, so no wall clock that is set wrong makes receipts or Idempotency-Keys old. Where a vendor's answer
 * agrees with the wall clock, the time between two such confirmations counts from the next run on. It never jumps within
 * a run: what waits in line is aged by it too.
 */
export interface LedgerTime {
  /** In ms. Never goes back; the same scale in every run. */
  now(): number
  /** The wall clock is right: a vendor's answer says the same. */
  confirm(): void
  stored(): StoredTime
}

export function createLedgerTime(stored: StoredTime, clock: Clock): LedgerTime {
  const openedAt = clock.elapsed()
  let { confirmed } = stored
  const base = Math.max(stored.now, confirmed?.at ?? 0)
  const now = () => Math.round(base + clock.elapsed() - openedAt)
  return {
    now,
    confirm() {
      const wall = clock.now()
      const at = confirmed ? confirmed.at + wall - confirmed.wall : 0
      confirmed = { at: Math.max(now(), at), wall }
    },
    stored: () => ({ now: now(), confirmed }),
  }
}
