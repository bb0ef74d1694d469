import type { ConnectionStatus } from '../../../shared/contract/status.ts'
import { isOutcome } from '../../../shared/domain/send-states.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'

type Lately = NonNullable<ConnectionStatus['lately']>
type End = NonNullable<Lately['last']>

/**
 * How the last sends of each connection ended: a vendor may answer readings while every gift stays unknown. An unknown one
 * that turns out delivered counts as that.
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
  const ends = new Map<string, Map<string, End>>()
  activeSends.onChange(({ id, state, connection }) => {
    if (!isOutcome(state)) return
    const known = ends.get(connection) ?? new Map<string, End>()
    ends.set(connection, known)
    known.set(id, state)
    for (const oldest of known.keys()) if (known.size > mostCount) known.delete(oldest)
    onChange()
  })
  return (connection: string): Lately => {
    const all = [...(ends.get(connection)?.values() ?? [])]
    const count = (end: End) => all.filter((each) => each === end).length
    return {
      delivered: count('delivered'),
      refused: count('refused'),
      dropped: count('dropped'),
      unknown: count('unknown'),
      last: all.at(-1) ?? null,
    }
  }
}
