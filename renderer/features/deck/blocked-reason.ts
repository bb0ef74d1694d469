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

/** Why nothing can be sent to this vendor now; null = it can. */
function blockedReason(line: ConnectionState, status: Status | null, vendor: Vendor): VendorBlockedReason | null {
  if (isDisconnected(line)) return line
  if (status === null) return 'connecting'
  const connection = connectionOf(status, vendor)
  if (connection === undefined) return 'noConnection'
  if (connection.state === 'needs-secrets') return 'needsSecrets'
  if (connection.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}

export type BlockedReasons = Readonly<Record<Vendor, VendorBlockedReason | null> & { mostPerPress: number }>

export const blockedReasons = (line: ConnectionState, status: Status | null): BlockedReasons => ({
  tencent: blockedReason(line, status, 'tencent'),
  zego: blockedReason(line, status, 'zego'),
  mostPerPress: status?.mostPerPress ?? Infinity,
})

export type KeyBlockedReason =
  | { blockedReason: VendorBlockedReason; vendor: Vendor }
  | { blockedReason: 'overCap'; /** What the room allows for one press. */ most: number }

/** A key with two gifts fires both or none: half of its content would be a wrong result of a press. */
export function keyBlockedReason({ gifts }: DeckKey, times: number, now: BlockedReasons): KeyBlockedReason | null {
  for (const { vendor } of gifts) {
    const why = now[vendor]
    if (why !== null) return { vendor, blockedReason: why }
  }
  const pieces = gifts.reduce((sum, { value = 1 }) => sum + times * value, 0)
  return pieces > now.mostPerPress ? { blockedReason: 'overCap', most: now.mostPerPress } : null
}
