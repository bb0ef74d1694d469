import type { Clock } from '../ports.ts'

/** What the ledger's file keeps of its time. In ms. */
export interface StoredTime {
  /** Of the newest commit. */
  now: number
  /** The last instant at which the wall clock was confirmed: by the ledger's time and by the wall clock. */
  confirmed: { at: number; wall: number } | null
}

/**
 * The clock that everything kept over a restart is aged by. It goes on while Giftdeck runs, sleep included, and stands
 * still in between, so no wall clock that is set wrong makes receipts or Idempotency-Keys old. Once a vendor's answer
 * agrees with the wall clock, the time between two such confirmations counts as well.
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
  let base = stored.now
  let { confirmed } = stored
  const now = () => Math.round(base + clock.elapsed() - openedAt)
  return {
    now,
    confirm() {
      const wall = clock.now()
      if (confirmed) base += Math.max(0, confirmed.at + (wall - confirmed.wall) - now())
      confirmed = { at: now(), wall }
    },
    stored: () => ({ now: now(), confirmed }),
  }
}
