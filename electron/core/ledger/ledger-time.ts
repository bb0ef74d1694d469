import type { Clock } from '../ports.ts'

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
