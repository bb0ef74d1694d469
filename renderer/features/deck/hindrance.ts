import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Status } from '../../../shared/contract/status.ts'
import type { ConnectionState } from '../../app/connection.ts'
import { connectionOf } from '../status/store.ts'
import type { Hindrance } from './store.ts'

/** Why a key of this vendor cannot send now; null = it can. */
export function hindrance(line: ConnectionState, status: Status | null, vendor: Vendor): Hindrance | null {
  if (line === 'lost') return 'lost'
  if (status === null) return 'connecting'
  const connection = connectionOf(status, vendor)
  if (connection === undefined) return 'noConnection'
  if (connection.state === 'needs-secrets') return 'needsSecrets'
  if (connection.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}

export const isArmed = (status: Status | null, now: number = Date.now()) =>
  status !== null && status.armed && (status.armedUntil === null || Date.parse(status.armedUntil) > now)

/** Only live locks. */
export const isLocked = (status: Status | null) => status?.environment === 'live' && !isArmed(status)
