import { switchedOff } from '../announcements/next-occurrence.ts'
import { isRecord } from '../platform/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { roomParts } from '../settings/known-settings.ts'
import { parseOnce } from '../settings/parse-once.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The values of a backup as a restore writes them. All schedules are switched off until the host turns them on, because
 * nobody may want the old times now. The active room keeps its present configuration in the list. Both are changed here
 * and not afterwards, so that a restore stays one write.
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
    Object.entries(schedules).map(([room, stored]) => {
      const read = parseOnce(roomParts.schedules, stored)
      return [room, read.success ? read.data.map((each) => switchedOff(each, 'backup', now)) : stored]
    }),
  )

/** Rooms are identified by their names. The active room replaces the one of its name in the backup. */
function withRoomInUse(rooms: readonly unknown[], inUse: unknown): readonly unknown[] {
  if (!isRecord(inUse)) return rooms
  const place = rooms.findIndex((room) => isRecord(room) && room['name'] === inUse['name'])
  return place < 0 ? [...rooms, inUse] : rooms.with(place, inUse)
}
