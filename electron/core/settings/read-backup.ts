import path from 'node:path'
import { meaningOf } from '../platform/file-failure.ts'
import { isRecord, readPlain } from '../platform/read-text.ts'
import type { BrokenPart } from './check-settings.ts'
import { coreParts } from './known-settings.ts'
import { readSettings } from './read-settings.ts'
import { backupFolder, backupNamesIfRead } from './backup-names.ts'

/**
 * Not restored: the active room is changed by its own call, and STOP, tokens and the connection to OBS belong to this
 * computer's current state.
 */
const notRestored = new Set(['room', 'stopped', 'lastStop', 'tokens', 'obs'])
/** The parts that a backup restores. Settings of the desktop program are not among them. */
const restoredParts = Object.fromEntries(Object.entries(coreParts).filter(([key]) => !notRestored.has(key)))

type ReadBackup =
  | { kind: 'whole'; values: Readonly<Record<string, unknown>> }
  /** `why` is the beginning of a sentence, `remedy` tells the host what to do instead. */
  | { kind: 'useless'; why: string; remedy: string }

/** Reads and checks a backup. If one part is unreadable, the whole backup is useless. */
export function readBackup(file: string): ReadBackup {
  const name = path.basename(file)
  const useless = (why: string, remedy = 'Choose another backup.'): ReadBackup => ({ kind: 'useless', why, remedy })
  let bytes: Buffer | undefined
  try {
    bytes = readPlain(file)
  } catch (error) {
    return useless(`The backup ${name} cannot be read (${meaningOf(error)})`)
  }
  const read = bytes ? readSettings(bytes, restoredParts) : { kind: 'unreadable' as const }
  switch (read.kind) {
    case 'unreadable':
      return useless(`The backup ${name} cannot be read`)
    case 'newer':
      return useless(`The backup ${name} was written by a newer Giftdeck`, 'Update Giftdeck, or choose another backup.')
    case 'read': {
      const parts = read.broken.map(({ part }) => part)
      if (parts.length > 0) return useless(`A part of the backup ${name} cannot be read (${parts.join(', ')})`)
      return { kind: 'whole', values: Object.fromEntries(Object.entries(read.values).filter(isRestored)) }
    }
  }
}

const isRestored = ([key]: [string, unknown]) => Object.hasOwn(restoredParts, key)

/** The newest restorable backup that contains one of the lost parts. `lost` is null if all settings were lost. */
export function newestUsefulBackup(dataDir: string, lost: readonly BrokenPart[] | null): string | undefined {
  return backupNamesIfRead(dataDir).find((name) => {
    const read = readBackup(path.join(backupFolder(dataDir), name))
    return read.kind === 'whole' && (lost === null || lost.some((part) => holds(read.values, part)))
  })
}

function holds(values: Readonly<Record<string, unknown>>, { part, names }: BrokenPart): boolean {
  // The active room is also one of the saved rooms.
  const stored = values[part === 'room' ? 'rooms' : part]
  if (stored === undefined || names.length === 0) return stored !== undefined
  const found = Array.isArray(stored) ? stored.map(nameOf) : isRecord(stored) ? Object.keys(stored) : []
  return names.some((name) => found.includes(name))
}

const nameOf = (each: unknown) => (isRecord(each) ? each['name'] : undefined)
