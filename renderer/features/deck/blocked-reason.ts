import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Status } from '../../../shared/contract/status.ts'
import { isDisconnected, type ConnectionState } from '../../platform/connection.ts'
import { connectionOf } from '../status/store.ts'

export type VendorBlockedReason =
  | 'connecting'
  | 'silent'
  | 'lost'
  | 'noConnection'
  | 'needsSecrets'
  | 'paused'
  | 'stopped'

/** Returns why nothing can be sent to this vendor now; null if sending is possible. */
function blockedReason(state: ConnectionState, status: Status | null, vendor: Vendor): VendorBlockedReason | null {
  if (isDisconnected(state)) return state
  if (status === null) return 'connecting'
  const connection = connectionOf(status, vendor)
  if (connection === undefined) return 'noConnection'
  if (connection.state === 'needs-secrets') return 'needsSecrets'
  if (connection.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}

export type BlockedReasons = Readonly<Record<Vendor, VendorBlockedReason | null> & { mostPerPress: number }>

export const blockedReasons = (state: ConnectionState, status: Status | null): BlockedReasons => ({
  tencent: blockedReason(state, status, 'tencent'),
  zego: blockedReason(state, status, 'zego'),
  mostPerPress: status?.mostPerPress ?? Infinity,
})

export type KeyBlockedReason =
  | { blockedReason: VendorBlockedReason; vendor: Vendor }
  | { blockedReason: 'overCap'; /** What the room allows for one press. */ most: number }

/**
 * Returns why a press of this key would send nothing. A key with two gifts is blocked if one of them cannot be sent.
 */
export function keyBlockedReason({ gifts }: DeckKey, times: number, now: BlockedReasons): KeyBlockedReason | null {
  for (const { vendor } of gifts) {
    const why = now[vendor]
    if (why !== null) return { vendor, blockedReason: why }
  }
  const pieces = gifts.reduce((sum, { value = 1 }) => sum + times * value, 0)
  return pieces > now.mostPerPress ? { blockedReason: 'overCap', most: now.mostPerPress } : null
}
