import type { Totals } from '../vendors/vendor.ts'

/** The values from which the counts of "this session" are computed, for one receiver. Times in ms since 1970. */
export interface Session {
  baseline: Baseline | null
  /** Pieces sent by Giftdeck that were delivered since the baseline. */
  fromGiftdeck: number
  /** The values before the last reset, with which it can be undone. */
  earlier: { baseline: Baseline; fromGiftdeck: number } | null
}

interface Baseline {
  totals: Totals
  at: number
}

/**
 * All sessions. They are kept when a room's connections are
 * replaced: that is a reset, and can be undone like any other.
 */
export interface Sessions {
  start(key: string): Session
}

export function createSessions(): Sessions {
  const known = new Map<string, Session>()
  return {
    start(key) {
      const session = known.get(key) ?? { baseline: null, fromGiftdeck: 0, earlier: null }
      const fresh = { ...session }
      countFrom(fresh, null, 0)
      known.set(key, fresh)
      return fresh
    },
  }
}

/** Sets a new baseline. `ours` of the pieces counted so far were delivered after it was read, so they stay counted. */
export function countFrom(session: Session, baseline: Baseline | null, ours: number) {
  const before = session.fromGiftdeck - ours
  if (session.baseline) session.earlier = { baseline: session.baseline, fromGiftdeck: before }
  else if (session.earlier) session.earlier.fromGiftdeck += before
  session.baseline = baseline
  session.fromGiftdeck = ours
}

/** Undoes the last reset. False where there is none to undo. */
export function countAsBefore(session: Session): boolean {
  const { earlier } = session
  if (!earlier) return false
  session.baseline = earlier.baseline
  session.fromGiftdeck += earlier.fromGiftdeck
  session.earlier = null
  return true
}
