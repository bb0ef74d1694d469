import { mostWatched as most } from '../../../shared/domain/limits.ts'
import { receiversOf } from './receiver-watches.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import type { ConnectionCounts } from './connection-counts.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { SettingsStore } from '../ports.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'

/** Whom the host watches beside the room's own receiver. */
export type ReceiversSetting = PerRoomSetting<string[]>

export const createReceiversSetting = (settings: SettingsStore): ReceiversSetting =>
  createPerRoomSetting(settings, { key: 'receivers', start: [] })

/** What the choice of receivers needs of a room. */
interface WatchedRoom {
  config: RoomConfig
  connections: readonly { counts?: ConnectionCounts }[]
}

/** All whose totals are read; a vendor without totals has none. */
export const readReceivers = (kept: ReceiversSetting, { config }: Pick<WatchedRoom, 'config'>): string[] =>
  config.tencent ? receiversOf(config.tencent.receiver, kept.get(config.name)) : []

/** What is kept has changed under the room in use. */
export function watchStored(kept: ReceiversSetting, room: WatchedRoom) {
  const receivers = readReceivers(kept, room)
  for (const connection of room.connections) connection.counts?.watch?.(receivers)
}

export function chooseReceivers(kept: ReceiversSetting, room: WatchedRoom, chosen: readonly string[]): string[] {
  const { tencent, name } = room.config
  if (!tencent)
    throw fail('NOT_CONNECTED', `The room "${name}" has no Tencent connection, and only Tencent has totals.`)
  const others = [...new Set(chosen)].filter((receiver) => receiver !== tencent.receiver)
  if (others.length >= most)
    throw badField('receivers', `must be at most ${most} with the room's own receiver, ${tencent.receiver}`)
  kept.set(name, others)
  watchStored(kept, room)
  return readReceivers(kept, room)
}
