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
import { asRestored } from './restored-values.ts'

/** Copies of the settings file. They hold neither secrets nor the ledger: an old ledger would lose receipts. */
export interface Backups {
  /** The backups, newest first. Throws CANNOT_RECORD where their folder cannot be read. */
  list(): Backup[]
  make(): Backup
  /**
   * Backs up the present settings, then replaces them by the backup in one write, or not at all. Returns the new list.
   */
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

  const orCannotRecord = <T>(failure: string, run: () => T): T => {
    try {
      return run()
    } catch (error) {
      throw fail('CANNOT_RECORD', `${failure}: ${meaningOf(error)}. Nothing was changed.`)
    }
  }
  const folderFailure = 'The folder backups cannot be used'
  const names = () => orCannotRecord(folderFailure, () => backupNames(dataDir))
  /**
   * Copies settings.json; null where there is none yet. The write is atomic: half a file would count as the newest one.
   */
  const copy = (): string | null => {
    const bytes = orCannotRecord('settings.json cannot be backed up', () => readPlain(source))
    if (!bytes) return null
    const name = orCannotRecord(folderFailure, () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return freeBackupName(dataDir, clock.now())
    })
    orCannotRecord(`The backup ${name} cannot be written`, () => writeWhole(fileOf(name), bytes))
    return name
  }
  /**
   * Deletes the oldest backups, but never the one just made, whose name is not the newest if the clock was set back.
   */
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
      // There is no settings file after it was set aside as unreadable. A restore has to work then too.
      const before = copy()
      try {
        settings.setAll(asRestored(read.values, settings, clock.now()))
      } catch (error) {
        // Nothing was changed, so this backup is not needed. On a full disk it would only take up space.
        if (before !== null) drop(fileOf(before))
        throw error
      }
      if (before !== null) dropOldest(before)
      // The restore has succeeded, so a folder that cannot be read now must not make the call fail.
      return backupNamesIfRead(dataDir).map(describe)
    },
  }
}

const cannotRestore = ({ why, remedy }: { why: string; remedy: string }) =>
  fail('BAD_REQUEST', `${why}, so nothing was changed. ${remedy}`, {
    issues: [{ field: 'name', message: 'names a backup that cannot be restored; choose another one' }],
  })

/** A backup that is gone, or is a link to itself, must not make the whole list fail. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

/** Removes a backup. A failure is ignored, because the call that wants it removed has already done its own work. */
function drop(file: string) {
  try {
    rmSync(file, { force: true, recursive: true })
  } catch {
    // The next backup tries again.
  }
}
