import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { Clock, Log, Random, Timer } from './ports.ts'
import { redact } from './vendors/redact.ts'

/** The real machine, as ports. Desktop and headless share these. */

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (run, ms): Timer => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

export const systemRandom: Random = {
  uint32: () => randomBytes(4).readUInt32BE(),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
}

/** Lines of JSON on stderr; stdout belongs to the ready line. */
export function createLog(): Log {
  const sink = pino({ base: null }, pino.destination({ fd: 2, sync: true }))
  const clean = (fields: Record<string, unknown> = {}) => JSON.parse(redact(JSON.stringify(fields))) as object
  return {
    info: (message, fields) => sink.info(clean(fields), message),
    warn: (message, fields) => sink.warn(clean(fields), message),
    error: (message, fields) => sink.error(clean(fields), message),
  }
}
