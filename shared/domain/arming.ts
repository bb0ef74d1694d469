import type { Environment } from '../contract/fields.ts'
import type { Status } from '../contract/status.ts'

/**
 * Only live rooms have a lock. Environments differ by lock, caps and colour only, and sandbox calls never leave the
 * computer.
 */
export const locks = (environment: Environment) => environment === 'live'

type Arming = Pick<Status, 'armed' | 'armedUntil' | 'environment'>

/**
 * True if a press is sent now. The host closes the lock at `armedUntil`, but a page gets that event a moment later, so
 * the time is checked too.
 */
export const isArmed = (status: Arming | null, now: number = Date.now()) =>
  status !== null && status.armed && (status.armedUntil === null || Date.parse(status.armedUntil) > now)

/** True if the next press only arms the room and sends nothing. */
export const isLocked = (status: Arming | null) => status !== null && locks(status.environment) && !isArmed(status)

/** True for a live room in which the next press is sent. */
export const isLiveArmed = (status: Arming | null) => status !== null && locks(status.environment) && isArmed(status)
