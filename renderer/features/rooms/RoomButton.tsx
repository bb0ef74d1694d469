import { LazyMenu } from '../../platform/LazyMenu.tsx'
import { lazyPart } from '../../platform/lazy-part.ts'
import { withOtherWords } from '../../i18n/i18n.ts'
import { RoomTrigger } from './RoomTrigger.tsx'
import { useRoomsOfHost } from './rooms-list.ts'

const menu = lazyPart(async () => (await withOtherWords(import('./RoomMenu.tsx'))).RoomMenu)

/** Switches to any other room with one press. */
export function RoomButton() {
  useRoomsOfHost()
  return <LazyMenu menu={menu} trigger={<RoomTrigger />} />
}
