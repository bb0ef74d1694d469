import type { Room, SavedRoom } from '../../../shared/contract/room.ts'
import type { RoomConfig } from './room-config.ts'
import { describeSecret, type RoomSecrets } from './room-secrets.ts'

/** As callers may see it: without secrets. */
export const describeRoom = (config: RoomConfig, secrets: RoomSecrets): Room => ({
  name: config.name,
  environment: config.environment,
  ...(config.tencent && { tencent: { ...config.tencent, secret: describeSecret(secrets.tencent) } }),
  ...(config.zego && { zego: { ...config.zego, secret: describeSecret(secrets.zego) } }),
  limits: config.limits,
  caps: config.caps,
})

/** One line of the list of rooms. */
export function summariseRoom(room: Room, active: boolean): SavedRoom {
  const { name, environment, tencent, zego } = room
  return {
    name,
    environment,
    active,
    connections: [
      ...(tencent ? [{ vendor: 'tencent' as const, ...lineOf(tencent) }] : []),
      ...(zego ? [{ vendor: 'zego' as const, ...lineOf(zego) }] : []),
    ],
  }
}

const lineOf = ({ host, roomId, secret }: NonNullable<Room['tencent'] | Room['zego']>) => ({ host, roomId, secret })
