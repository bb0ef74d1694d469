import { connectionOf } from '../status/store.ts'
import type { Status } from '../../../shared/contract/status.ts'

export type Hindrance = 'connecting' | 'noTencent' | 'needsSecrets' | 'stopped'

/** Why nothing can be posted right now. A paused connection still takes a post: it waits its turn. */
export function hindrance(status: Status | null): Hindrance | null {
  if (status === null) return 'connecting'
  const tencent = connectionOf(status, 'tencent')
  if (tencent === undefined) return 'noTencent'
  if (tencent.state === 'needs-secrets') return 'needsSecrets'
  return status.stopped ? 'stopped' : null
}
