import { switchedOff } from '../announcements/next-occurrence.ts'
import { isRecord } from '../platform/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { roomParts } from '../settings/known-settings.ts'
import { parseOnce } from '../settings/parse-once.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * What a backup holds, as it is put back: a time that was planned then is nobody's wish now, so every schedule waits for
 * the host, and the room in use is in the list as it is now. All of that belongs into the one write.
 */
export function asRestored(backup: Values, settings: SettingsStore, now: number): Values {
  const { rooms, schedules } = backup
  return {
    ...backup,
    ...(isRecord(schedules) && { schedules: allOff(schedules, now) }),
    ...(Array.isArray(rooms) && { rooms: withRoomInUse(rooms, settings.get('room')) }),
  }
}

const allOff = (schedules: Values, now: number) =>
  Object.fromEntries(
    Object.entries(schedules).map(([room, kept]) => {
      const read = parseOnce(roomParts.schedules, kept)
      return [room, read.success ? read.data.map((each) => switchedOff(each, 'backup', now)) : kept]
    }),
  )

/** A room is its name: under it, what is in use wins. */
function withRoomInUse(rooms: readonly unknown[], inUse: unknown): readonly unknown[] {
  if (!isRecord(inUse)) return rooms
  const place = rooms.findIndex((room) => isRecord(room) && room['name'] === inUse['name'])
  return place < 0 ? [...rooms, inUse] : rooms.with(place, inUse)
}
