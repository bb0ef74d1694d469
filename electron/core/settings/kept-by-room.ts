import * as z from 'zod'
import type { SettingsStore } from '../ports.ts'

/** One thing that the host keeps for each room, by the room's name. */
export interface KeptByRoom<T> {
  get(room: string): T
  set(room: string, value: T): void
  remove(room: string): void
}

/** Which keys of a store are kept by room, so that a room's goods can be copied and removed without naming them. */
const keysOf = new WeakMap<SettingsStore, Set<string>>()

/** What cannot be read any more, or never was, reads as `start`. */
export function createKeptByRoom<T>(
  settings: SettingsStore,
  of: { key: string; schema: z.ZodType<T>; start: T },
): KeptByRoom<T> {
  const keys = keysOf.get(settings) ?? new Set()
  keysOf.set(settings, keys.add(of.key))
  const all = () => readAll(settings, of.key)
  return {
    get: (room) => of.schema.catch(of.start).parse(all()[room]),
    set: (room, value) => settings.set(of.key, { ...all(), [room]: value }),
    remove: (room) => removeOne(settings, of.key, room),
  }
}

const readAll = (settings: SettingsStore, key: string) =>
  z.record(z.string(), z.unknown()).catch({}).parse(settings.get(key))

function removeOne(settings: SettingsStore, key: string, room: string) {
  const { [room]: gone, ...rest } = readAll(settings, key)
  if (gone !== undefined) settings.set(key, rest)
}

/** Everything kept for this room: its keys, its people .. */
export function forgetRoom(settings: SettingsStore, room: string) {
  for (const key of keysOf.get(settings) ?? []) removeOne(settings, key, room)
}

/** The other room starts with what this one has; what it had itself under a key this one uses is gone. */
export function copyKept(settings: SettingsStore, from: string, to: string) {
  for (const key of keysOf.get(settings) ?? []) {
    const all = readAll(settings, key)
    if (all[from] !== undefined) settings.set(key, { ...all, [to]: all[from] })
  }
}
