import { CannotRecord } from '../errors/failures.ts'
import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import { mayBecome } from '../ledger/states.ts'
import type { Slices } from '../platform/slices.ts'
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

/**
 * Records the same outcome of many sends, in slices. The next slice waits until the ledger has the one before: a hundred
 * thousand changes on their way to the disk would only fill the memory. Each send is looked at when its turn has come, so
 * that STOP and the host come first.
 */
export async function recordMany(
  deps: { activeSends: ActiveSends; slices: Slices; record: RecordOutcome },
  ids: Iterable<string>,
  applies: (send: Send) => boolean,
  patch: Patch,
): Promise<void> {
  const { activeSends, slices, record } = deps
  let recorded: Promise<void>[] = []
  for (const id of ids) {
    const send = activeSends.pending(id)
    if (send && applies(send) && !activeSends.isStopped(send)) recorded.push(record(id, patch))
    if (!slices.isOver()) continue
    await Promise.all(recorded)
    recorded = []
    await slices.next()
  }
  await Promise.all(recorded)
}
