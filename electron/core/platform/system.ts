import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import type { Clock, Random, Timer } from '../ports.ts'

/** The ports of the real machine, which the desktop app and the headless host share. */

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  elapsed: createElapsed({ monotonic: () => performance.now(), uptime: () => uptime() * 1_000 }),
  setTimeout: (run, ms): Timer => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

export const systemRandom: Random = {
  // Node keeps random bytes in stock for this call. Each `randomBytes` is a system call.
  uint32: () => randomInt(2 ** 32),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
}

/** A smaller difference of the two clocks comes from their resolution. A sleep is longer. */
const shortestSleepMs = 1_500
/**
 * Reading the uptime is a system call. A long queue reads this
 * clock a hundred thousand times in a row, so it is cached.
 */
const readUptimeEveryMs = 20

/**
 * A clock that goes on while the computer sleeps and ignores corrections of the wall clock. `monotonic` stops
 * during sleep on macOS and Linux; `uptime` does not, but is as coarse as a second on some systems. So the result is
 * `monotonic` plus every sleep that `uptime` shows. Both in ms; only differences of the result mean anything.
 */
export function createElapsed(clocks: { monotonic(): number; uptime(): number }): () => number {
  const startMono = clocks.monotonic()
  const startUptime = clocks.uptime()
  let readAt = startMono
  let sleptMs = 0
  return () => {
    const mono = clocks.monotonic()
    if (mono - readAt >= readUptimeEveryMs) {
      readAt = mono
      const missed = clocks.uptime() - startUptime - (mono - startMono)
      // The sum of all sleeps only grows, so the result never goes back.
      if (missed - sleptMs > shortestSleepMs) sleptMs = missed
    }
    return mono + sleptMs
  }
}
