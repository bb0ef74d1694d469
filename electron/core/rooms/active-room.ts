import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Room, SavedRoom } from '../../../shared/contract/room.ts'
import { fail } from '../errors/call-errors.ts'
import { tencentKey, zegoKey, type RoomSecrets, describeSecret } from './room-secrets.ts'
import type { Connection, ConnectionDeps } from './connections/connection.ts'
import type { RoomConfig } from './room-config.ts'
import { connectTencent } from './connections/tencent.ts'
import { connectZego } from './connections/zego.ts'

/** The active room, which receives every press. */
export interface ActiveRoom {
  config: RoomConfig
  connections: readonly Connection[]
  /** Throws NOT_CONNECTED if the room has no connection to the vendor, or its secret is missing. */
  connection(vendor: Vendor): Connection
  /** The room as callers may see it, without secrets. */
  describe(): Room
  close(): void
}

const vendorNames = { tencent: 'Tencent', zego: 'ZEGO' } as const

export function openRoom(deps: ConnectionDeps, config: RoomConfig, secrets: RoomSecrets): ActiveRoom {
  const sandbox = config.environment === 'sandbox'
  const { tencent, zego } = config
  const connections: Connection[] = []
  if (tencent)
    connections.push(
      connectTencent(deps, {
        room: config,
        config: tencent,
        key: tencentKey(tencent, sandbox),
        secret: secrets.tencent,
      }),
    )
  if (zego)
    connections.push(
      connectZego(deps, { room: config, config: zego, key: zegoKey(zego, sandbox), secret: secrets.zego }),
    )
  for (const send of deps.activeSends.open())
    connections.find((connection) => connection.key === send.connection)?.adopt(send)

  return {
    config,
    connections,
    connection(vendor) {
      const name = vendorNames[vendor]
      const connection = connections.find((each) => each.vendor === vendor)
      if (!connection)
        throw fail('NOT_CONNECTED', `The room "${config.name}" has no ${name} connection. Connect one first.`)
      if (!connection.hasSecret)
        throw fail('NOT_CONNECTED', `The ${name} secret of the room "${config.name}" is not here. Enter it again.`)
      return connection
    },
    describe: () => describeRoom(config, secrets),
    close() {
      for (const connection of connections) connection.close()
    },
  }
}

/** The room as callers may see it, without secrets. */
export const describeRoom = (config: RoomConfig, secrets: RoomSecrets): Room => ({
  name: config.name,
  environment: config.environment,
  ...(config.tencent && { tencent: { ...config.tencent, secret: describeSecret(secrets.tencent) } }),
  ...(config.zego && { zego: { ...config.zego, secret: describeSecret(secrets.zego) } }),
  limits: config.limits,
  caps: config.caps,
})

/** An entry of the list of rooms. */
export function summariseRoom(room: Room, active: boolean): SavedRoom {
  const { name, environment, tencent, zego } = room
  return {
    name,
    environment,
    active,
    connections: [
      ...(tencent ? [{ vendor: 'tencent' as const, ...toListEntry(tencent) }] : []),
      ...(zego ? [{ vendor: 'zego' as const, ...toListEntry(zego) }] : []),
    ],
  }
}

const toListEntry = ({ host, roomId, secret }: NonNullable<Room['tencent'] | Room['zego']>) => ({
  host,
  roomId,
  secret,
})
