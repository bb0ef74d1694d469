import { randomBytes, randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import { createElapsed } from './platform/elapsed.ts'
import type { Clock, Random, Timer } from './ports.ts'

/** The real machine, as ports. Desktop and headless share these. */

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  elapsed: createElapsed({ monotonic: () => performance.now(), uptime: () => uptime() * 1_000 }),
  setTimeout: (run, ms): Timer => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

export const systemRandom: Random = {
  uint32: () => randomBytes(4).readUInt32BE(),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
}
