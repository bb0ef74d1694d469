import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'

/** The live lock: closed until the host arms it, and closed again after one press unless held open. */
export interface Lock {
  arm(seconds: number, hold: boolean): void
  /** Called when the host closes the lock, and when the computer goes to sleep. */
  disarm(): void
  /**
   * Uses the open lock for one press; null while it is closed. The returned function opens the lock again, for a press
   * that could not be recorded. It does nothing if the lock was armed or closed since.
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
    if (next) closeWhenOver()
    deps.onChange()
  }
  const close = () => {
    if (open) set(null)
  }
  /** The lock closes as soon as one of three clocks passes its end, because each of them can be wrong by itself. */
  const isOpen = () =>
    open !== null &&
    clock.monotonic() < open.untilMono &&
    clock.elapsed() < open.untilElapsed &&
    clock.now() < open.untilWall

  function closeWhenOver() {
    if (!isOpen()) return close()
    timer = clock.setTimeout(closeWhenOver, Math.min(policy.lockPollMs, open!.untilMono - clock.monotonic()))
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
      const ownChange = changes
      return () => {
        if (changes === ownChange) set(before)
      }
    },
    openUntil: () => (isOpen() ? open!.untilWall : null),
    holds: () => isOpen() && open!.hold,
  }
}
