import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Slices } from '../platform/slices.ts'
import type { Log } from '../ports.ts'
import { recordMany, type RecordOutcome } from './record-outcome.ts'

/** Ends sends that waited in a lane for longer than their room allows. */
export interface Expiry {
  /** Answers only. It changes nothing. */
  isPastItsTime(send: Send): boolean
  /** Records that a send is past its time. The lane has dropped it already. */
  expire(id: string): void
}

export function createExpiry(deps: {
  activeSends: ActiveSends
  log: Log
  slices: Slices
  /** From press to first attempt, ms; 0 = never. */
  expireAfterMs: number
  /** A send that was attempted before waits for its retry and does not expire. */
  wasAttempted(id: string): boolean
  record: RecordOutcome
  onChange(): void
}): Expiry {
  const { activeSends, log, expireAfterMs } = deps
  let expired: string[] = []
  let isRecording = false

  /** A long queue expires all at once. Slices leave the event loop free for STOP between them. */
  async function recordAll() {
    isRecording = true
    try {
      while (expired.length > 0) {
        const found = expired
        expired = []
        await recordMany(deps, found, ({ state }) => state === 'queued', {
          state: 'expired',
          reason: 'expired-in-line',
        })
        deps.onChange()
      }
    } finally {
      isRecording = false
    }
  }

  return {
    isPastItsTime: (send) =>
      send.state === 'queued' &&
      expireAfterMs > 0 &&
      activeSends.sinceChange(send) > expireAfterMs &&
      !deps.wasAttempted(send.id),
    expire(id) {
      expired.push(id)
      if (!isRecording) runSafely(log, 'Expired sends could not be written down.', recordAll)
    },
  }
}
