import type { Clock } from '../../../electron/core/ports.ts'

/** The core's clock, run faster than ours so that waits of seconds are short, with a wall clock that may jump. */
export interface HurriedClock extends Clock {
  /** The machine slept, or someone set its clock: wall time moves by this, monotonic time does not. */
  jump(ms: number): void
  /** Wall time is the vendors' again. */
  setRight(): void
}

const speed = 10

export function hurriedClock(): HurriedClock {
  let startedAt = Date.now()
  let jumpedMs = 0
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed + jumpedMs,
    monotonic: () => performance.now() * speed,
    elapsed: () => performance.now() * speed,
    setTimeout: (run, ms) => setTimeout(run, ms / speed),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    jump: (ms) => void (jumpedMs += ms),
    setRight() {
      startedAt = Date.now()
      jumpedMs = 0
    },
  }
}
