import type { FakeClock } from './fake-clock.ts'

/** Just below the time that a whole test may take (vitest.config.ts), so that this message tells what hangs. */
const hangMs = 100_000
/** Real time, also where a test holds the clock. */
const now = performance.now.bind(performance)

/**
 * Polls for an event and returns what was found. How fast the machine is decides nothing: only an event that never comes
 * ends the test.
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

/** The same by a clock that stands still otherwise: with every look a tenth of a second goes by. */
export const untilOn = <T>(clock: FakeClock, event: () => T | Promise<T>) =>
  until(async () => {
    await clock.advance(100)
    return event()
  })

/** The next turn of the event loop. Undici takes a connection back there, so that the next call can use it again. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
