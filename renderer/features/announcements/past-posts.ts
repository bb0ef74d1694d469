import { useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Receipt } from '../../../shared/contract/send.ts'
import { client } from '../../platform/client.ts'
import { trackedRequest } from '../../platform/requests.ts'
import { useSends } from '../sends/store.ts'
import { useStatus } from '../status/store.ts'
import { isUnseen } from '../../../shared/domain/send-states.ts'

const shown = 50

/** Loads the newest announcements from the ledger, because only the newest sends are in the page's memory. */
function useFoundPosts(room: string | undefined): ReadonlyMap<string, Receipt> {
  const history = useSends((state) => state.history)
  const [found, setFound] = useState<readonly Receipt[]>([])
  useEffect(() => {
    let wanted = true
    const find = async () => {
      const { items } = await client.sends.search({ kind: 'announcement', limit: 2 * shown })
      if (wanted) setFound(items)
    }
    // `besides`: the dialog shows the sends in memory, also if this request fails.
    trackedRequest('posts', find, { besides: true })()
    return () => {
      wanted = false
    }
  }, [room, history])
  return useMemo(() => new Map(found.map((receipt) => [receipt.id, receipt])), [found])
}

interface PastPosts {
  /** Announcements that viewers did not see and that nobody sent again. */
  missed: readonly string[]
  rest: readonly string[]
  found: ReadonlyMap<string, Receipt>
}

/** Returns the last announcements of this room, newest first. Data in memory is newer than the ledger's answer. */
export function usePastPosts(): PastPosts {
  const room = useStatus(({ status }) => status?.room)
  const environment = useStatus(({ status }) => status?.environment)
  const found = useFoundPosts(room)
  const isHere = (receipt: Receipt | undefined) =>
    receipt?.kind === 'announcement' && receipt.roomName === room && receipt.environment === environment

  const past = useSends(
    useShallow(({ byId, order }) =>
      [
        ...order.filter((id) => isHere(byId[id])),
        ...[...found.values()].filter((each) => byId[each.id] === undefined && isHere(each)).map(({ id }) => id),
      ].slice(0, shown),
    ),
  )
  const repeated = useSends(useShallow(({ byId }) => past.flatMap((id) => (byId[id] ?? found.get(id))?.parentId ?? [])))
  const missed = useSends(
    useShallow(({ byId }) => {
      const wasMissed = (receipt: Receipt | undefined) => receipt !== undefined && isUnseen(receipt.state)
      return past.filter((id) => wasMissed(byId[id] ?? found.get(id)) && !repeated.includes(id))
    }),
  )
  return { missed, rest: past.filter((id) => !missed.includes(id)), found }
}
