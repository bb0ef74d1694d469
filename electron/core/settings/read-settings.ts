import { isRecord, readRecord } from '../platform/read-text.ts'
import { type BrokenPart, checkSettings } from './check-settings.ts'
import type { Part } from './known-settings.ts'
import { migrate, settingsVersion, versionKey, versionOf } from './migrations.ts'
import { freezeParsed } from './parse-once.ts'

type Values = Readonly<Record<string, unknown>>

type Read =
  | { kind: 'unreadable' }
  | { kind: 'newer' }
  /** `values` are migrated to the current version; `version` is the version of the file. */
  | { kind: 'read'; version: number; values: Values; broken: BrokenPart[] }

/** Reads, migrates and checks the bytes of a settings file or a backup. */
export function readSettings(bytes: Uint8Array, parts: Readonly<Record<string, Part>>): Read {
  const record = readRecord(bytes)
  if (!record) return { kind: 'unreadable' }
  const version = versionOf(record.values)
  if (version !== undefined && version > settingsVersion) return { kind: 'newer' }
  const present = freezeParsed(migrate(record.values, version ?? 0))
  const checked = checkSettings(present, parts, record.isWhole ? undefined : hasNoStrayBytes)
  const broken = version === undefined ? [{ part: versionKey, names: [] }, ...checked.broken] : checked.broken
  return { kind: 'read', version: version ?? 0, values: freezeParsed(repairActiveRoom(checked, present)), broken }
}

/** Invalid UTF-8 is decoded as U+FFFD. A value that contains it is damaged. */
const hasNoStrayBytes = (value: unknown) => !JSON.stringify(value)?.includes('\uFFFD')

/** The active room is stored twice. If its own copy is unreadable, the saved room of the same name replaces it. */
function repairActiveRoom({ values, broken }: { values: Values; broken: BrokenPart[] }, before: Values): Values {
  const inUse = before['room']
  const saved = values['rooms']
  if (!broken.some(({ part }) => part === 'room') || !isRecord(inUse) || !Array.isArray(saved)) return values
  const same: unknown = saved.find((room) => isRecord(room) && room['name'] === inUse['name'])
  return same === undefined ? values : { ...values, room: same }
}
