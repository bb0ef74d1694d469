import { mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Backup } from '../../../shared/contract/backups.ts'
import { fail } from '../errors/call-errors.ts'
import { meaningOf } from '../platform/file-failure.ts'
import { readPlain } from '../platform/read-text.ts'
import { writeWhole } from '../platform/write-file.ts'
import type { Policy } from '../policy.ts'
import type { Clock, SettingsStore } from '../ports.ts'
import { backupFolder, backupNames, backupNamesIfRead, backupTime, freeBackupName } from '../settings/backup-names.ts'
import { readBackup } from '../settings/read-backup.ts'
import { asRestored } from './as-restored.ts'

/** Copies of the settings file. Secrets lie elsewhere, and so does the ledger, which never goes back in time. */
export interface Backups {
  /** Newest first. CANNOT_RECORD where they cannot be read. */
  list(): Backup[]
  make(): Backup
  /** Backs up what is there now, then puts back what the backup holds: all of it, in one write, or nothing. Answers the list. */
  restore(name: string): Backup[]
}

export function createBackups(deps: {
  dataDir: string
  settings: SettingsStore
  clock: Clock
  policy: Policy['backups']
}): Backups {
  const { dataDir, settings, clock, policy } = deps
  const source = path.join(dataDir, 'settings.json')
  const folder = backupFolder(dataDir)
  const fileOf = (name: string) => path.join(folder, name)

  const describe = (name: string): Backup => ({
    name,
    at: backupTime(name),
    bytes: sizeOf(fileOf(name)),
  })

  const inWords = <T>(what: string, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw fail('CANNOT_RECORD', `${what}: ${meaningOf(error)}. Nothing was changed.`)
    }
  }
  const theFolder = 'The folder backups cannot be used'
  const names = () => inWords(theFolder, () => backupNames(dataDir))
  /** Null where nothing is there to back up. Written whole: half of one would pass for the newest. */
  const copy = (): string | null => {
    const bytes = inWords('settings.json cannot be backed up', () => readPlain(source))
    if (!bytes) return null
    const name = inWords(theFolder, () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return freeBackupName(dataDir, clock.now())
    })
    inWords(`The backup ${name} cannot be written`, () => writeWhole(fileOf(name), bytes))
    return name
  }
  /** Only once the new one has served its purpose. With a clock that was put back, it is not the newest. */
  const dropOldest = (made: string) => {
    const others = backupNamesIfRead(dataDir).filter((other) => other !== made)
    for (const old of others.slice(policy.keptCount - 1)) drop(fileOf(old))
  }

  return {
    list: () => names().map(describe),
    make() {
      const name = copy()
      if (name === null) throw fail('NOT_FOUND', 'There is nothing to back up yet: no setting was ever changed.')
      dropOldest(name)
      return describe(name)
    },
    restore(name) {
      if (!names().includes(name)) throw fail('NOT_FOUND', `There is no backup ${name}.`)
      const read = readBackup(fileOf(name))
      if (read.kind === 'useless') throw cannotRestore(read)
      // Nothing is there where the settings were just set aside, and that is when a backup is needed most.
      const before = copy()
      try {
        settings.setAll(asRestored(read.values, settings, clock.now()))
      } catch (error) {
        // Nothing was changed, so nothing is there to go back to; it would also take up the room that is lacking.
        if (before !== null) drop(fileOf(before))
        throw error
      }
      if (before !== null) dropOldest(before)
      // What is done is not called undone because the folder cannot be read now.
      return backupNamesIfRead(dataDir).map(describe)
    },
  }
}

const cannotRestore = ({ why, remedy }: { why: string; remedy: string }) =>
  fail('BAD_REQUEST', `${why}, so nothing was changed. ${remedy}`, {
    issues: [{ field: 'name', message: 'names a backup that cannot be restored; choose another one' }],
  })

/** One that is gone, or a link to itself, must not hide the others. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

/** What cannot be removed stays: it is no reason to call something undone that was done. */
function drop(file: string) {
  try {
    rmSync(file, { force: true, recursive: true })
  } catch {
    // It is tried again with the next backup.
  }
}
