import type { StartupNotice } from '../../../shared/contract/status.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import type { ActiveSends } from './active-sends.ts'
import type { Send } from './send.ts'
import { isUnsent } from './states.ts'

/** A notice with the sends that this start turned into `unknown` or `held`; none after an orderly shutdown. */
export function recoveryNotices(leftOpen: readonly Send[], activeSends: Pick<ActiveSends, 'pending'>): StartupNotice[] {
  const countOf = (matches: (send: Send) => boolean, state: Send['state']) =>
    leftOpen.filter((send) => matches(send) && activeSends.pending(send.id)?.state === state).length
  const unknown = countOf((send) => send.state === 'sending', 'unknown')
  const held = countOf((send) => isUnsent(send.state), 'held')
  return unknown + held === 0 ? [] : [startupNotices.recovered({ unknown, held })]
}
