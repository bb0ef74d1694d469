import type { ConnectionStatus } from '../../../shared/contract/status.ts'
import { isOutcome } from '../../../shared/domain/send-states.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'

type RecentOutcomes = NonNullable<ConnectionStatus['lately']>
type Outcome = NonNullable<RecentOutcomes['last']>

/**
 * Counts how the last sends of each connection ended. Readings alone would not
 * show a fault, because a vendor may answer them while every gift stays unknown.
 * A send counts with its newest outcome: an unknown one may become delivered.
 */
export function watchRecentOutcomes({
  activeSends,
  mostCount,
  onChange,
}: {
  activeSends: Pick<ActiveSends, 'onChange'>
  mostCount: number
  onChange: () => void
}) {
  const byConnection = new Map<string, Map<string, Outcome>>()
  activeSends.onChange(({ id, state, connection }) => {
    if (!isOutcome(state)) return
    const known = byConnection.get(connection) ?? new Map<string, Outcome>()
    byConnection.set(connection, known)
    known.set(id, state)
    for (const oldest of known.keys()) if (known.size > mostCount) known.delete(oldest)
    onChange()
  })
  return (connection: string): RecentOutcomes => {
    const all = [...(byConnection.get(connection)?.values() ?? [])]
    const count = (outcome: Outcome) => all.filter((each) => each === outcome).length
    return {
      delivered: count('delivered'),
      refused: count('refused'),
      dropped: count('dropped'),
      unknown: count('unknown'),
      last: all.at(-1) ?? null,
    }
  }
}
