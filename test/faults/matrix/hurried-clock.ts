import type { Clock } from '../../../electron/core/ports.ts'

/** The core's clock, run faster than ours so that waits of seconds are short, with a wall clock that may jump. */
export interface HurriedClock extends Clock {
  /** Someone sets it: wall time moves by this, and nothing else. */
  set(ms: number): void
  /** The computer sleeps: wall time and elapsed time go on, monotonic time does not. */
  sleep(ms: number): void
  /** Wall time is the vendors' again. */
  setRight(): void
}

const speed = 10

export function hurriedClock(): HurriedClock {
  let startedAt = Date.now()
  let jumpedMs = 0
  let sleptMs = 0
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed + jumpedMs,
    monotonic: () => performance.now() * speed,
    elapsed: () => performance.now() * speed + sleptMs,
    setTimeout: (run, ms) => setTimeout(run, ms / speed),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    set: (ms) => void (jumpedMs += ms),
    sleep(ms) {
      jumpedMs += ms
      sleptMs += ms
    },
    setRight() {
      startedAt = Date.now()
      jumpedMs = 0
    },
  }
}
