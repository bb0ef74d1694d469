import type { Environment } from '../contract/fields.ts'
import type { Status } from '../contract/status.ts'

/** Environments differ by lock, caps and colour only; the sandbox never leaves the machine. */
export const locks = (environment: Environment) => environment === 'live'

type Arming = Pick<Status, 'armed' | 'armedUntil' | 'environment'>

/** A press goes through now. The host closes the lock at `armedUntil`, of which a page may hear a moment later. */
export const isArmed = (status: Arming | null, now: number = Date.now()) =>
  status !== null && status.armed && (status.armedUntil === null || Date.parse(status.armedUntil) > now)

/** The next press arms and fires nothing. */
export const isLocked = (status: Arming | null) => status !== null && locks(status.environment) && !isArmed(status)

/** A room that locks, where the next press fires all the same. */
export const isLiveArmed = (status: Arming | null) => status !== null && locks(status.environment) && isArmed(status)
