import type { StartupNotice } from '../../../shared/contract/status.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import type { ActiveSends } from './active-sends.ts'
import type { Send } from './send.ts'
import { isUnsent } from './states.ts'

/** What the last run left half done, and what this start made of it; nothing where it ended in order. */
export function recoveryNotices(leftOpen: readonly Send[], activeSends: Pick<ActiveSends, 'pending'>): StartupNotice[] {
  const became = (was: (send: Send) => boolean, state: Send['state']) =>
    leftOpen.filter((send) => was(send) && activeSends.pending(send.id)?.state === state).length
  const unknown = became((send) => send.state === 'sending', 'unknown')
  const held = became((send) => isUnsent(send.state), 'held')
  return unknown + held === 0 ? [] : [startupNotices.recovered({ unknown, held })]
}
