import { lazyMenu } from '../../platform/lazy.tsx'
import { RoomTrigger } from './RoomTrigger.tsx'
import { useRoomsOfHost } from './rooms-list.ts'

const LazyRoomMenu = lazyMenu(async () => (await import('./RoomMenu.tsx')).RoomMenu)

/** Switches to any other room with one press. */
export function RoomButton() {
  useRoomsOfHost()
  return <LazyRoomMenu trigger={<RoomTrigger />} />
}
