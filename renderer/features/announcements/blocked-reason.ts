import type { Status } from '../../../shared/contract/status.ts'
import { isDisconnected, type ConnectionState, useConnection } from '../../platform/connection.ts'
import { connectionOf, useStatus } from '../status/store.ts'

export type BlockedReason = 'connecting' | 'silent' | 'lost' | 'noTencent' | 'needsSecrets' | 'paused' | 'stopped'

/** Returns the reason why nothing can be posted now; null if posting is possible. */
export function blockedReason(connectionState: ConnectionState, status: Status | null): BlockedReason | null {
  if (isDisconnected(connectionState)) return connectionState
  if (status === null) return 'connecting'
  const tencent = connectionOf(status, 'tencent')
  if (tencent === undefined) return 'noTencent'
  if (tencent.state === 'needs-secrets') return 'needsSecrets'
  if (tencent.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}

export function useBlockedReason(): BlockedReason | null {
  const connectionState = useConnection(({ state }) => state)
  return useStatus(({ status }) => blockedReason(connectionState, status))
}
