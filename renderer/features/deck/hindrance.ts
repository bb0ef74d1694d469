import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Status } from '../../../shared/contract/status.ts'
import type { ConnectionState } from '../../app/connection.ts'
import { connectionOf } from '../status/store.ts'
import type { Hindrance } from './store.ts'

/** Why nothing of this vendor can be sent now; null = it can. */
function hindrance(line: ConnectionState, status: Status | null, vendor: Vendor): Hindrance | null {
  if (line === 'lost') return 'lost'
  if (status === null) return 'connecting'
  const connection = connectionOf(status, vendor)
  if (connection === undefined) return 'noConnection'
  if (connection.state === 'needs-secrets') return 'needsSecrets'
  if (connection.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}

export type Hindrances = Readonly<Record<Vendor, Hindrance | null>>

export const hindrances = (line: ConnectionState, status: Status | null): Hindrances => ({
  tencent: hindrance(line, status, 'tencent'),
  zego: hindrance(line, status, 'zego'),
})

export interface KeyHindrance {
  vendor: Vendor
  hindrance: Hindrance
}

/** A key that fires two gifts at once fires both or none: half of what it says would be no answer to its press. */
export function keyHindrance({ gifts }: DeckKey, now: Hindrances): KeyHindrance | null {
  for (const { vendor } of gifts) {
    const why = now[vendor]
    if (why !== null) return { vendor, hindrance: why }
  }
  return null
}

export const isArmed = (status: Status | null, now: number = Date.now()) =>
  status !== null && status.armed && (status.armedUntil === null || Date.parse(status.armedUntil) > now)

/** Only live locks. */
export const isLocked = (status: Status | null) => status?.environment === 'live' && !isArmed(status)
