import type { FakeClock } from './fake-clock.ts'

/** Just below the time-out of a whole test (vitest.config.ts), so that this message names what hangs. */
const hangMs = 100_000
/** Returns real time, even in a test with fake timers. */
const now = performance.now.bind(performance)

/**
 * Polls for a condition and returns the result. The speed of the machine does not matter: only a condition that never
 * becomes true ends the test.
 */
export async function until<T>(event: () => T | Promise<T>): Promise<NonNullable<Awaited<T>>> {
  const end = now() + hangMs
  for (;;) {
    const found = await event()
    if (found) return found as NonNullable<Awaited<T>>
    if (now() > end)
      throw new Error(`This did not happen within ${hangMs / 1_000} s, it was ${String(found)}: ${event.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Polls for a condition on a fake clock. Each poll advances the clock by a tenth of a second. */
export const untilOn = <T>(clock: FakeClock, event: () => T | Promise<T>) =>
  until(async () => {
    await clock.advance(100)
    return event()
  })

/**
 * Waits for the next turn of the event loop. Undici returns a connection to its pool there, so that the next call can
 * reuse it.
 */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
