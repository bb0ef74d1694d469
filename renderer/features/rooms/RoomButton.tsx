import { lazyMenu } from '../../platform/lazy.tsx'
import { RoomTrigger } from './RoomTrigger.tsx'
import { rooms } from './rooms-list.ts'

const LazyRoomMenu = lazyMenu(async () => (await import('./RoomMenu.tsx')).RoomMenu)

/** Renders the button that opens the menu of rooms. The menu's code is loaded at the first press. */
export function RoomButton() {
  rooms.useLoaded()
  return <LazyRoomMenu trigger={<RoomTrigger />} />
}
