import * as z from 'zod'
import type { SettingsStore } from '../ports.ts'

/** One thing that the host keeps for each room, by the room's name. */
export interface KeptByRoom<T> {
  get(room: string): T
  set(room: string, value: T): void
  remove(room: string): void
}

/** Which keys of a store are kept by room, and whether a copy of a room gets them too. */
const keysOf = new WeakMap<SettingsStore, Map<string, boolean>>()

/**
 * What cannot be read any more, or never was, reads as `start`. `copied: false` is for what must not happen twice, such as
 * a line of announcements.
 */
export function createKeptByRoom<T>(
  settings: SettingsStore,
  of: { key: string; schema: z.ZodType<T>; start: T; copied?: boolean },
): KeptByRoom<T> {
  const keys = keysOf.get(settings) ?? new Map<string, boolean>()
  keysOf.set(settings, keys.set(of.key, of.copied ?? true))
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

/** Everything kept for this room: its keys, its people .. `staged`: see in-one-write.ts. */
export function forgetRoom(settings: SettingsStore, staged: SettingsStore, room: string) {
  for (const key of keysOf.get(settings)?.keys() ?? []) removeOne(staged, key, room)
}

/** The copy starts with what this room has. */
export function copyKept(settings: SettingsStore, staged: SettingsStore, from: string, to: string) {
  for (const [key, copied] of keysOf.get(settings) ?? []) if (copied) putAlso(staged, key, from, to)
}

/** The room has another name now; everything of it moves along. */
export function moveKept(settings: SettingsStore, staged: SettingsStore, from: string, to: string) {
  for (const key of keysOf.get(settings)?.keys() ?? []) putAlso(staged, key, from, to)
  forgetRoom(settings, staged, from)
}

function putAlso(settings: SettingsStore, key: string, from: string, to: string) {
  const all = readAll(settings, key)
  if (all[from] !== undefined) settings.set(key, { ...all, [to]: all[from] })
}
