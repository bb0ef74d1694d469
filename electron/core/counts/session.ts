import type { Totals } from '../vendors/vendor.ts'

/** What "this session" of one receiver is counted from. Times in ms since 1970. */
export interface Session {
  baseline: Baseline | null
  /** Pieces of ours that were delivered since the baseline. */
  fromGiftdeck: number
  /** How it stood before the last reset. */
  earlier: { baseline: Baseline; fromGiftdeck: number } | null
}

interface Baseline {
  totals: Totals
  at: number
}

/** Sessions outlive the room's connections: setting a room again starts a new one, and that can be undone too. */
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

/** `ours` of the pieces counted so far were delivered after the new baseline was read. */
export function countFrom(session: Session, baseline: Baseline | null, ours: number) {
  const before = session.fromGiftdeck - ours
  if (session.baseline) session.earlier = { baseline: session.baseline, fromGiftdeck: before }
  else if (session.earlier) session.earlier.fromGiftdeck += before
  session.baseline = baseline
  session.fromGiftdeck = ours
}

/** False where there is nothing to go back to. */
export function countAsBefore(session: Session): boolean {
  const { earlier } = session
  if (!earlier) return false
  session.baseline = earlier.baseline
  session.fromGiftdeck += earlier.fromGiftdeck
  session.earlier = null
  return true
}
