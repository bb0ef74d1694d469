import { useShallow } from 'zustand/react/shallow'
import type { Receipt } from '../../../shared/contract/send.ts'
import { unseen } from './seen.ts'
import { useSends } from '../sends/store.ts'
import { useStatus } from '../status/store.ts'

const shown = 50

/** The last announcements of this room, newest first: those that viewers did not see and nobody repeated, and the rest. */
export function usePastPosts(): { missed: readonly string[]; rest: readonly string[] } {
  const room = useStatus(({ status }) => status?.room)
  const environment = useStatus(({ status }) => status?.environment)
  const isHere = (receipt: Receipt | undefined): receipt is Receipt =>
    receipt?.kind === 'announcement' && receipt.roomName === room && receipt.environment === environment
  const past = useSends(useShallow(({ byId, order }) => order.filter((id) => isHere(byId[id])).slice(0, shown)))
  const repeated = useSends(useShallow(({ byId }) => past.flatMap((id) => byId[id]?.parentId ?? [])))
  const missed = useSends(
    useShallow(({ byId }) => past.filter((id) => unseen.has(byId[id]!.state) && !repeated.includes(id))),
  )
  return { missed, rest: past.filter((id) => !missed.includes(id)) }
}
