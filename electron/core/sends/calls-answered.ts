import { pause } from '../../../shared/domain/pause.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'

/**
 * Waits for the answers of the calls on the wire before a clean stop. Without them the receipts would end as unknown.
 */
export async function callsAnswered(
  activeSends: Pick<ActiveSends, 'underway'>,
  clock: Clock,
  policy: Pick<Policy['sending'], 'stopWaitsForCallsMs' | 'stopPollMs'>,
) {
  const end = clock.monotonic() + policy.stopWaitsForCallsMs
  const onWire = () => [...activeSends.underway()].some((send) => send.state === 'sending')
  while (onWire() && clock.monotonic() < end) await pause(policy.stopPollMs, clock)
}
