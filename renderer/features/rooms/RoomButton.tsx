import { lazyMenu } from '../../platform/lazy.tsx'
import { RoomTrigger } from './RoomTrigger.tsx'
import { rooms } from './rooms-list.ts'

const LazyRoomMenu = lazyMenu(async () => (await import('./RoomMenu.tsx')).RoomMenu)

/** Switches to any other room with one press. */
export function RoomButton() {
  rooms.useLoaded()
  return <LazyRoomMenu trigger={<RoomTrigger />} />
}
