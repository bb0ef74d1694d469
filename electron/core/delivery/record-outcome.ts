import { CannotRecord } from '../errors/failures.ts'
import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import { mayBecome } from '../ledger/states.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'

/** Records what became of a send. Tries again until the ledger has it. Never rejects. */
export type RecordOutcome = (id: string, patch: Patch) => Promise<void>

/**
 * An outcome must reach the ledger. Until it does, the receipt says `sending`, which is the most that is known after a
 * crash. A failing disk is tried again after `recordAgainMs`, unless nothing can be recorded before the next start.
 */
export function createRecordOutcome(deps: {
  activeSends: ActiveSends
  clock: Clock
  log: Log
  policy: Pick<Policy['sending'], 'recordAgainMs'>
}): RecordOutcome {
  const { activeSends, clock, log, policy } = deps
  return async (id, patch) => {
    for (;;) {
      try {
        await activeSends.change(id, patch)
        return
      } catch (error) {
        // STOP or the host changed the send first. A send that is over stays as it is.
        const now = activeSends.pending(id)
        if (!now || !mayBecome(now.state, patch.state))
          return log.warn('A change came too late.', { id, detail: String(error) })
        log.error('An outcome could not be recorded yet.', { id, detail: String(error) })
        if (error instanceof CannotRecord && error.forGood) return
        await new Promise<void>((resolve) => clock.setTimeout(resolve, policy.recordAgainMs))
      }
    }
  }
}
