import { LazyMenu } from '../../platform/LazyMenu.tsx'
import { lazyPart } from '../../platform/lazy-part.ts'
import { withOtherWords } from '../../i18n/i18n.ts'
import { RoomTrigger } from './RoomTrigger.tsx'
import { useRoomsOfHost } from './rooms-list.ts'

const menu = lazyPart(async () => (await withOtherWords(import('./RoomMenu.tsx'))).RoomMenu)

/** In one press any other room. */
export function RoomButton() {
  useRoomsOfHost()
  return <LazyMenu menu={menu} trigger={<RoomTrigger />} />
}
