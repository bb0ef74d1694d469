import { mostWatched as most } from '../../../shared/domain/limits.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { SettingsStore } from '../ports.ts'
import { createKeptByRoom, type KeptByRoom } from '../settings/per-room-setting.ts'

/** Whom the host watches beside the room's own receiver. */
export type KeptReceivers = KeptByRoom<string[]>

export const createKeptReceivers = (settings: SettingsStore): KeptReceivers =>
  createKeptByRoom(settings, { key: 'receivers', start: [] })

/** The room's own receiver goes first, whoever it is by now. */
export const receiversOf = (own: string, others: readonly string[]): string[] =>
  [...new Set([own, ...others])].slice(0, most)

/** All whose totals are read; a vendor without totals has none. */
export const readReceivers = (kept: KeptReceivers, { config }: ActiveRoom): string[] =>
  config.tencent ? receiversOf(config.tencent.receiver, kept.get(config.name)) : []

/** What is kept has changed under the room in use. */
export function watchKept(kept: KeptReceivers, room: ActiveRoom) {
  const receivers = readReceivers(kept, room)
  for (const link of room.links) link.counts?.watch?.(receivers)
}

export function chooseReceivers(kept: KeptReceivers, room: ActiveRoom, chosen: readonly string[]): string[] {
  const { tencent, name } = room.config
  if (!tencent)
    throw fail('NOT_CONNECTED', `The room "${name}" has no Tencent connection, and only Tencent has totals.`)
  const others = [...new Set(chosen)].filter((receiver) => receiver !== tencent.receiver)
  if (others.length >= most)
    throw badField('receivers', `must be at most ${most} with the room's own receiver, ${tencent.receiver}`)
  kept.set(name, others)
  watchKept(kept, room)
  return readReceivers(kept, room)
}
