import { fetchOtherWords } from '../../i18n/i18n.ts'
import { MenuOnDemand } from '../../ui/MenuOnDemand.tsx'
import { RoomTrigger } from './RoomTrigger.tsx'
import { useRoomsOfHost } from './rooms-list.ts'

async function load() {
  const [{ RoomMenu }] = await Promise.all([import('./RoomMenu.tsx'), fetchOtherWords()])
  return RoomMenu
}

/** In one press any other room. */
export function RoomButton() {
  useRoomsOfHost()
  return <MenuOnDemand load={load} trigger={<RoomTrigger />} />
}
