import { useCallback, useEffect, useState } from 'react'
import type { Room } from '../../../shared/contract/room.ts'
import { client } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { useRoomDraft } from './draft.ts'

/** Whether the room that is being changed here is no longer what it was when this page read it. */
export function useChangedElsewhere(of: string | null): boolean {
  const [changed, setChanged] = useState(false)
  useEffect(() => setChanged(false), [of])
  const ask = useCallback(() => {
    const { before } = useRoomDraft.getState()
    if (of === null || before?.name !== of) return
    client.rooms.get({ name: of }).then(
      (now) => setChanged(!isSame(now, before)),
      () => undefined,
    )
  }, [of])
  useKept('rooms', ask)
  const before = useRoomDraft((draft) => draft.before)
  useEffect(ask, [ask, before])
  return changed
}

const isSame = (one: Room, other: Room) => JSON.stringify(one) === JSON.stringify(other)
