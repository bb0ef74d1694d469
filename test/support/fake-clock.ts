import type { Clock } from '../../electron/core/ports.ts'

/**
 * A clock that stands still until a test moves it. Wall time and monotonic time move together, unless a test makes the
 * wall clock jump.
 */
export interface FakeClock extends Clock {
  /** Runs everything that becomes due in that time, in order, promises included. */
  advance(ms: number): Promise<void>
  /** Runs timers, however far in the future, until none is left or `done` returns true. */
  runUntil(done: () => boolean): Promise<void>
  /** Lets every promise settle that needs no time. */
  settle(): Promise<void>
  /** The host corrects the wall clock; monotonic time does not change. */
  jumpWall(ms: number): void
  /**
   * The computer sleeps: the wall clock and `elapsed` continue, monotonic time stands still, and no timer runs. On
   * Windows monotonic time continues too: `countsSleep`.
   */
  sleep(ms: number): void
  timers(): number
}

/** Waits for the next turn of the event loop, so that every promise settles that needs no time. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export function makeFakeClock(startAt = Date.UTC(2026, 5, 1), { countsSleep = false } = {}): FakeClock {
  let mono = 1_000
  let slept = 0
  let wallAhead = startAt - mono
  let lastId = 0
  const timers = new Map<number, { at: number; run: () => void }>()

  const next = () => {
    let first: { id: number; at: number } | null = null
    for (const [id, { at }] of timers) if (first === null || at < first.at) first = { id, at }
    return first
  }
  const fire = (id: number) => {
    const { at, run } = timers.get(id)!
    timers.delete(id)
    mono = Math.max(mono, at)
    run()
  }

  return {
    now: () => Math.round(mono + wallAhead),
    monotonic: () => mono,
    elapsed: () => mono + slept,
    setTimeout(run, ms) {
      timers.set(++lastId, { at: mono + Math.max(0, ms), run })
      return lastId
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    async advance(ms) {
      const end = mono + ms
      await settle()
      for (let due = next(); due && due.at <= end; due = next()) {
        fire(due.id)
        await settle()
      }
      mono = end
    },
    async runUntil(done) {
      await settle()
      for (let due = next(); due && !done(); due = next()) {
        fire(due.id)
        await settle()
      }
    },
    settle,
    jumpWall: (ms) => void (wallAhead += ms),
    sleep(ms) {
      if (countsSleep) mono += ms
      else {
        slept += ms
        wallAhead += ms
      }
    },
    timers: () => timers.size,
  }
}
