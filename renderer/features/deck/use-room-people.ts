import { useEffect, useState } from 'react'
import { client } from '../../app/client.ts'
import { useConnection } from '../../app/connection.ts'
import { useStatus } from '../status/store.ts'

export interface RoomPeople {
  from: string
  to: string
  /** ZEGO's viewer and host belong to the room. */
  canChange: boolean
}

/** The room's own sender and receiver; null until known, or where this page's token may not read the room. */
export function useRoomPeople(): RoomPeople | null {
  const [people, setPeople] = useState<RoomPeople | null>(null)
  const isOpen = useConnection(({ state }) => state === 'open')
  const room = useStatus(
    ({ status }) =>
      status && JSON.stringify([status.room, status.environment, status.connections.map(({ roomId }) => roomId)]),
  )
  useEffect(() => {
    if (!isOpen || room === null) return
    let wanted = true
    const take = (found: RoomPeople | null) => {
      if (wanted) setPeople(found)
    }
    client.room.get().then(
      ({ tencent, zego }) => {
        if (tencent !== undefined) take({ from: tencent.sender, to: tencent.receiver, canChange: true })
        else if (zego !== undefined)
          take({ from: zego.viewer.nickname, to: zego.receiver ?? zego.roomId, canChange: false })
        else take(null)
      },
      () => take(null),
    )
    return () => {
      wanted = false
    }
  }, [isOpen, room])
  return people
}
