import { withOtherWords } from '../../i18n/i18n.ts'
import { MenuOnDemand } from '../../ui/MenuOnDemand.tsx'
import { RoomTrigger } from './RoomTrigger.tsx'
import { useRoomsOfHost } from './rooms-list.ts'

const load = async () => (await withOtherWords(import('./RoomMenu.tsx'))).RoomMenu

/** In one press any other room. */
export function RoomButton() {
  useRoomsOfHost()
  return <MenuOnDemand load={load} trigger={<RoomTrigger />} />
}
