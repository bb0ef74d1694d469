import path from 'node:path'
import { meaningOf } from '../platform/file-failure.ts'
import { isRecord, readPlain } from '../platform/read-text.ts'
import type { BrokenPart } from './check-settings.ts'
import { coreParts } from './known-settings.ts'
import { readSettings } from './read-settings.ts'
import { backupFolder, backupNamesIfRead } from './backup-names.ts'

/** Not restored: the room in use has a call of its own, and STOP and tokens belong to this computer as it is now. */
const staysAsItIs = new Set(['room', 'stopped', 'lastStop', 'tokens'])
/** What a backup brings back; the desktop's own parts are not among them. */
const restoredParts = Object.fromEntries(Object.entries(coreParts).filter(([key]) => !staysAsItIs.has(key)))

type ReadBackup =
  | { kind: 'whole'; values: Readonly<Record<string, unknown>> }
  /** Why not, as the beginning of a sentence, and what to do instead. */
  | { kind: 'useless'; why: string; remedy: string }

/** What a backup would bring back, checked whole: a part that does not fit makes all of it useless. */
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

/** The newest backup that can be restored and holds something of what was lost; null: all of the settings. */
export function backupThatHelps(dataDir: string, lost: readonly BrokenPart[] | null): string | undefined {
  return backupNamesIfRead(dataDir).find((name) => {
    const read = readBackup(path.join(backupFolder(dataDir), name))
    return read.kind === 'whole' && (lost === null || lost.some((part) => holds(read.values, part)))
  })
}

function holds(values: Readonly<Record<string, unknown>>, { part, names }: BrokenPart): boolean {
  // The room in use is one of the saved rooms.
  const kept = values[part === 'room' ? 'rooms' : part]
  if (kept === undefined || names.length === 0) return kept !== undefined
  const found = Array.isArray(kept) ? kept.map(nameOf) : isRecord(kept) ? Object.keys(kept) : []
  return names.some((name) => found.includes(name))
}

const nameOf = (each: unknown) => (isRecord(each) ? each['name'] : undefined)
