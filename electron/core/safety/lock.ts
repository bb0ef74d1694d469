import type { Clock, Timer } from '../ports.ts'

/** The live lock: closed until the host arms it, and closed again after one press unless held open. */
export interface Lock {
  arm(seconds: number, hold: boolean): void
  disarm(): void
  /** Uses the open lock for one press; false while it is closed. */
  pass(): boolean
  /** Wall time in ms; null while closed. */
  openUntil(): number | null
  holds(): boolean
}

export function createLock(clock: Clock, onChange: () => void): Lock {
  let open: { untilWall: number; untilMono: number; hold: boolean; timer: Timer } | null = null

  const close = () => {
    if (!open) return
    clock.clearTimeout(open.timer)
    open = null
    onChange()
  }
  const isOpen = () => open !== null && clock.monotonic() < open.untilMono

  return {
    arm(seconds, hold) {
      if (open) clock.clearTimeout(open.timer)
      const ms = seconds * 1_000
      const timer = clock.setTimeout(close, ms)
      open = { untilWall: clock.now() + ms, untilMono: clock.monotonic() + ms, hold, timer }
      onChange()
    },
    disarm: close,
    pass() {
      if (!isOpen()) return false
      if (!open!.hold) close()
      return true
    },
    openUntil: () => (isOpen() ? open!.untilWall : null),
    holds: () => isOpen() && open!.hold,
  }
}
