import { connectionOf } from '../status/store.ts'
import type { Status } from '../../../shared/contract/status.ts'

export type Hindrance = 'connecting' | 'noTencent' | 'needsSecrets' | 'paused' | 'stopped'

/** Why nothing can be posted right now. */
export function hindrance(status: Status | null): Hindrance | null {
  if (status === null) return 'connecting'
  const tencent = connectionOf(status, 'tencent')
  if (tencent === undefined) return 'noTencent'
  if (tencent.state === 'needs-secrets') return 'needsSecrets'
  if (tencent.state === 'paused') return 'paused'
  return status.stopped ? 'stopped' : null
}
