import { pause } from '../../../shared/domain/pause.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'

/** A clean stop waits a moment for the calls on the wire, so that their receipts need not end as unknown. */
export async function callsAnswered(
  activeSends: Pick<ActiveSends, 'open'>,
  clock: Clock,
  policy: Pick<Policy['sending'], 'stopWaitsForCallsMs' | 'stopPollMs'>,
) {
  const end = clock.monotonic() + policy.stopWaitsForCallsMs
  const onWire = () => [...activeSends.open()].some((send) => send.state === 'sending')
  while (onWire() && clock.monotonic() < end) await pause(policy.stopPollMs, clock)
}
