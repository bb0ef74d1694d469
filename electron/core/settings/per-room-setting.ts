import type * as z from 'zod'
import { isRecord } from '../platform/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { type RoomPart, roomParts } from './known-settings.ts'
import { parseOnce } from './parse-once.ts'

/** A setting that is stored per room, by the room's name. */
export interface PerRoomSetting<T> {
  get(room: string): T
  set(room: string, value: T): void
  remove(room: string): void
}

type Value<K extends RoomPart> = z.infer<(typeof roomParts)[K]>

/** Not copied to a new room, because queued announcements would then be posted twice. */
const notCopied: ReadonlySet<RoomPart> = new Set(['upNext'])

/**
 * `start` is the value of a room without one. A stored value was checked when the file was opened, so it parses. If it does
 * not, `get` throws: reading it as the default would let the next change overwrite it.
 */
export function createPerRoomSetting<K extends RoomPart>(
  settings: SettingsStore,
  options: { key: K; start: Value<K> },
): PerRoomSetting<Value<K>> {
  const schema = roomParts[options.key] as unknown as z.ZodType<Value<K>>
  return {
    get(room) {
      const value = ownOf(readAll(settings, options.key), room)
      if (value === undefined) return options.start
      const read = parseOnce(schema, value)
      if (!read.success) throw new Error(`What is kept as "${options.key}" for the room "${room}" cannot be read.`)
      return read.data
    },
    set: (room, value) => settings.set(options.key, { ...readAll(settings, options.key), [room]: value }),
    remove: (room) => forget(settings, room, [options.key]),
  }
}

const allParts = Object.keys(roomParts) as RoomPart[]

function readAll(settings: SettingsStore, key: RoomPart): Record<string, unknown> {
  const all = settings.get(key)
  return isRecord(all) ? all : {}
}

/** Removes all settings of the room, such as its deck and its people. */
export const forgetRoom = (settings: SettingsStore, room: string) => forget(settings, room, allParts)

/** Copies the settings of the room `from` to the new room `to`. */
export const copySettings = (settings: SettingsStore, from: string, to: string) =>
  changeAll(settings, allParts, (all, key) =>
    !Object.hasOwn(all, from) || notCopied.has(key) ? undefined : { ...all, [to]: all[from] },
  )

/** Moves the settings of a renamed room to its new name. */
export const moveSettings = (settings: SettingsStore, from: string, to: string) =>
  changeAll(settings, allParts, (all) => {
    const { [from]: moved, ...others } = all
    return Object.hasOwn(all, from) ? { ...others, [to]: moved } : undefined
  })

const forget = (settings: SettingsStore, room: string, keys: readonly RoomPart[]) =>
  changeAll(settings, keys, (all) => {
    const { [room]: _, ...others } = all
    return Object.hasOwn(all, room) ? others : undefined
  })

/** Reads own properties only, because a room may be named `constructor`. */
const ownOf = (all: Record<string, unknown>, room: string) => (Object.hasOwn(all, room) ? all[room] : undefined)

/** Changes all keys in one write. With several writes a full disk could leave a room half moved. */
function changeAll(
  settings: SettingsStore,
  keys: readonly RoomPart[],
  change: (all: Record<string, unknown>, key: RoomPart) => Record<string, unknown> | undefined,
) {
  const changes = keys.flatMap((key) => {
    const changed = change(readAll(settings, key), key)
    return changed === undefined ? [] : [[key, changed] as const]
  })
  if (changes.length > 0) settings.setAll(Object.fromEntries(changes))
}
