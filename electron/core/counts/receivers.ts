import { mostWatched as most } from '../../../shared/domain/limits.ts'
import { receiversOf } from './receiver-watches.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import type { ConnectionCounts } from './connection-counts.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { SettingsStore } from '../ports.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'

/** The receivers that the host watches beside the room's own one, by room. */
export type ReceiversSetting = PerRoomSetting<string[]>

export const createReceiversSetting = (settings: SettingsStore): ReceiversSetting =>
  createPerRoomSetting(settings, { key: 'receivers', start: [] })

/** The members of a room that are needed here. */
interface WatchedRoom {
  config: RoomConfig
  connections: readonly { counts?: ConnectionCounts }[]
}

/** All receivers whose totals are read. There are none without Tencent, because only Tencent has totals. */
export const readReceivers = (setting: ReceiversSetting, { config }: Pick<WatchedRoom, 'config'>): string[] =>
  config.tencent ? receiversOf(config.tencent.receiver, setting.get(config.name)) : []

/** Applies the stored receivers to the active room after they have changed. */
export function watchStored(setting: ReceiversSetting, room: WatchedRoom) {
  const receivers = readReceivers(setting, room)
  for (const connection of room.connections) connection.counts?.watch?.(receivers)
}

export function chooseReceivers(setting: ReceiversSetting, room: WatchedRoom, chosen: readonly string[]): string[] {
  const { tencent, name } = room.config
  if (!tencent)
    throw fail('NOT_CONNECTED', `The room "${name}" has no Tencent connection, and only Tencent has totals.`)
  const others = [...new Set(chosen)].filter((receiver) => receiver !== tencent.receiver)
  if (others.length >= most)
    throw badField('receivers', `must be at most ${most} with the room's own receiver, ${tencent.receiver}`)
  setting.set(name, others)
  watchStored(setting, room)
  return readReceivers(setting, room)
}
