import type { StartupNotice } from '../../../shared/contract/status.ts'
import type { Show } from '../../../shared/contract/on-air.ts'
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

/** One step of one send. `send` is the send after the step. */
export interface Change {
  send: Send
  /** Run id of the step. `send.boot` is the run id of the press. */
  boot: string
  /** Monotonic ms of that run, so that a jump of the wall clock can be detected. */
  mono: number
  /** The call that contains this attempt. */
  callId?: string
}

/** An Idempotency-Key and the sends that its call made. */
export interface KeyedCall {
  key: string
  /** Hash of the call; null if an older build stored the key without one. */
  call: string | null
  /** In the order of the press; never empty. */
  sendIds: string[]
}

export interface StopMark {
  upTo: number
  /** Wall time. */
  at: number
}

/** A session begins, which ends the previous one; the current session ends; or a show ended in it. */
export type SessionMark =
  | { begins: { id: string; boot: string; room: string; environment: string; at: number } }
  | { ends: { id: string; at: number } }
  | { show: { id: string; show: Show } }

/** The content of one transaction. */
export interface Batch {
  /** Ledger time of the batch (see LedgerTime). The age of everything in it is measured from this time. */
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
  time: StoredTime
  /** The calls of the last run's last second for each API and connection. They still count against the vendor's limit. */
  recentCalls: { connection: string; api: string; count: number }[]
  /** One notice if the previous ledger was replaced. */
  notices: StartupNotice[]
}

/** One transaction of an erase. `next`: the seq from which the next one goes on; null after the last one. */
export interface ErasedPart {
  erased: number
  next: number | null
}

/** `keysBefore`: ledger time. Idempotency-Keys outlive their sends, so that a repeated request fires nothing. */
export interface EraseRest {
  before: number
  unreferred: boolean
  keysBefore: number
}

export type Request =
  | { op: 'commit'; batch: Batch }
  | { op: 'get'; id: string }
  | { op: 'after'; seq: number; limit: number }
  | { op: 'newest'; limit: number }
  | { op: 'keyed'; key: string; since: number }
  | { op: 'takeLeftOpen'; limit: number }
  | { op: 'firstSince'; before: number }
  | { op: 'eraseEnded'; from: number; upTo: number }
  | { op: 'eraseOpen'; ids: string[] }
  | ({ op: 'eraseRest' } & EraseRest)
  | { op: 'scrub' }
  | { op: 'close' }

export type OpenResult = { opened: Opened } | { failed: { message: string; advice: string } }

/** Reported once after the background check: the damage, or null. Nothing is committed after damage. */
export interface CheckReport {
  checked: string | null
}

/** The ledger time as stored in the file. In ms. */
export interface StoredTime {
  /** Ledger time of the newest commit. */
  now: number
  /**
   * The last instant at which a vendor's answer confirmed the wall clock. `wall` is its wall time. `at` is its ledger
   * time with the time between runs included, so it may be ahead of `now`; the next run begins there.
   */
  confirmed: { at: number; wall: number } | null
}

/**
 * Measures the age of everything that outlives a restart. It advances while Giftdeck runs, sleep included, and stands
 * still between runs. A wall clock that is set wrong therefore cannot expire receipts or Idempotency-Keys. When a
 * vendor's answer confirms the wall clock, the time between two confirmations is added at the start of the next run. It
 * never jumps within a run, because the age of waiting sends is measured by it too.
 */
export interface LedgerTime {
  /** In ms. Never decreases, also not across runs. */
  now(): number
  /** Called when a vendor's answer agrees with the wall clock. */
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
