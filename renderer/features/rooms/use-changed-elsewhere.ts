import { useCallback, useState } from 'react'
import type { Room } from '../../../shared/contract/room.ts'
import { client } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { useRoomDraft } from './draft.ts'

/** Whether the room that is being changed here is no longer what it was when this page read it. */
export function useChangedElsewhere(of: string | null): boolean {
  const [seen, setSeen] = useState<{ before: Room; now: Room } | null>(null)
  const before = useRoomDraft((draft) => draft.before)
  const ask = useCallback(() => {
    const { before: read } = useRoomDraft.getState()
    if (of === null || read?.name !== of) return
    client.rooms.get({ name: of }).then(
      (now) => setSeen({ before: read, now }),
      () => undefined,
    )
  }, [of])
  useKept('rooms', ask)
  return seen !== null && seen.before === before && !isSame(seen.now, seen.before)
}

const isSame = (one: Room, other: Room) => JSON.stringify(one) === JSON.stringify(other)
