import { isRecord, readRecord } from '../platform/read-text.ts'
import { type BrokenPart, checkSettings } from './check-settings.ts'
import type { Part } from './known-settings.ts'
import { migrate, settingsVersion, versionKey, versionOf } from './migrations.ts'
import { takeInParsed } from './parse-once.ts'

type Values = Readonly<Record<string, unknown>>

type Read =
  | { kind: 'unreadable' }
  | { kind: 'newer' }
  /** Of the present version; `version` is the one that was found. */
  | { kind: 'read'; version: number; values: Values; broken: BrokenPart[] }

/** What the bytes of a settings file, or of a backup of one, hold. */
export function readSettings(bytes: Uint8Array, parts: Readonly<Record<string, Part>>): Read {
  const record = readRecord(bytes)
  if (!record) return { kind: 'unreadable' }
  const version = versionOf(record.values)
  if (version !== undefined && version > settingsVersion) return { kind: 'newer' }
  const present = takeInParsed(migrate(record.values, version ?? 0))
  const checked = checkSettings(present, parts, record.isWhole ? undefined : hasNoStrayBytes)
  const broken = version === undefined ? [{ part: versionKey, names: [] }, ...checked.broken] : checked.broken
  return { kind: 'read', version: version ?? 0, values: takeInParsed(fromRoomsWhereBroken(checked, present)), broken }
}

/** Bytes that are no text were read as U+FFFD: what holds one is not what the host wrote. */
const hasNoStrayBytes = (value: unknown) => !JSON.stringify(value)?.includes('\uFFFD')

/** The room in use is kept twice: where it cannot be read, the saved room of that name is the same one. */
function fromRoomsWhereBroken({ values, broken }: { values: Values; broken: BrokenPart[] }, before: Values): Values {
  const inUse = before['room']
  const saved = values['rooms']
  if (!broken.some(({ part }) => part === 'room') || !isRecord(inUse) || !Array.isArray(saved)) return values
  const same: unknown = saved.find((room) => isRecord(room) && room['name'] === inUse['name'])
  return same === undefined ? values : { ...values, room: same }
}
