import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'

/** The live lock: closed until the host arms it, and closed again after one press unless held open. */
export interface Lock {
  arm(seconds: number, hold: boolean): void
  /** The host closes it, or the computer falls asleep. */
  disarm(): void
  /**
   * Uses the open lock for one press; null while it is closed. What it answers opens the lock again where that press
   * could not be recorded, and does nothing once the lock was touched since.
   */
  pass(): (() => void) | null
  /** Wall time in ms; null while closed. */
  openUntil(): number | null
  holds(): boolean
}

interface Open {
  untilWall: number
  untilMono: number
  untilElapsed: number
  hold: boolean
}

export function createLock(deps: { clock: Clock; policy: Policy['safety']; onChange(): void }): Lock {
  const { clock, policy } = deps
  let open: Open | null = null
  let timer: Timer | null = null
  let changes = 0

  const set = (next: Open | null) => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    open = next
    changes++
    if (next) look()
    deps.onChange()
  }
  const close = () => {
    if (open) set(null)
  }
  /** As soon as any clock says that its time is over: each of them is wrong in its own way. */
  const isOpen = () =>
    open !== null &&
    clock.monotonic() < open.untilMono &&
    clock.elapsed() < open.untilElapsed &&
    clock.now() < open.untilWall

  function look() {
    if (!isOpen()) return close()
    timer = clock.setTimeout(look, Math.min(policy.lockPollMs, open!.untilMono - clock.monotonic()))
  }

  return {
    arm(seconds, hold) {
      const ms = seconds * 1_000
      set({
        untilWall: clock.now() + ms,
        untilMono: clock.monotonic() + ms,
        untilElapsed: clock.elapsed() + ms,
        hold,
      })
    },
    disarm: close,
    pass() {
      if (!isOpen()) return null
      const before = open!
      if (before.hold) return () => {}
      close()
      const mine = changes
      return () => {
        if (changes === mine) set(before)
      }
    },
    openUntil: () => (isOpen() ? open!.untilWall : null),
    holds: () => isOpen() && open!.hold,
  }
}
