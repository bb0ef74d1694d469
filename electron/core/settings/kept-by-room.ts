import * as z from 'zod'
import type { SettingsStore } from '../ports.ts'

/** One thing that the host keeps for each room, by the room's name. */
export interface KeptByRoom<T> {
  get(room: string): T
  set(room: string, value: T): void
  remove(room: string): void
}

/** What cannot be read any more, or never was, reads as `start`. */
export function createKeptByRoom<T>(
  settings: SettingsStore,
  of: { key: string; schema: z.ZodType<T>; start: T },
): KeptByRoom<T> {
  const all = () => z.record(z.string(), z.unknown()).catch({}).parse(settings.get(of.key))
  return {
    get: (room) => of.schema.catch(of.start).parse(all()[room]),
    set: (room, value) => settings.set(of.key, { ...all(), [room]: value }),
    remove(room) {
      const { [room]: _, ...rest } = all()
      settings.set(of.key, rest)
    },
  }
}
