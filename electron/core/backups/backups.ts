import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Backup } from '../../../shared/contract/backups.ts'
import { fail } from '../fail.ts'
import { meaningOf } from '../files/file-failure.ts'
import type { Policy } from '../policy.ts'
import type { Clock, SettingsStore } from '../ports.ts'
import { coreParts } from '../settings/known-settings.ts'
import { versionKey } from '../settings/migrations.ts'
import { readSettings } from '../settings/read-settings.ts'
import { backupFolder, backupNames, backupTime, freeBackupName } from './backup-names.ts'

/** Copies of the settings file. Secrets lie elsewhere, and so does the ledger, which never goes back in time. */
export interface Backups {
  /** Newest first. */
  list(): Backup[]
  make(): Backup
  /** Backs up what is there now, then puts back what the backup holds: all of it, in one write, or nothing. */
  restore(name: string): void
}

/** The room in use is changed by its own call; tokens, window and doors belong to this computer as it is now. */
const staysAsItIs = new Set([
  'room',
  'stopped',
  'lastStop',
  'tokens',
  'window',
  'smallWindow',
  'hideFromCapture',
  'askedForNotices',
  'toldOfTakenStopKey',
  'serveDocks',
  versionKey,
])
const restoredParts = Object.fromEntries(Object.entries(coreParts).filter(([key]) => !staysAsItIs.has(key)))

export function createBackups(lent: {
  dataDir: string
  settings: SettingsStore
  clock: Clock
  policy: Policy['backups']
}): Backups {
  const { dataDir, settings, clock, policy } = lent
  const source = path.join(dataDir, 'settings.json')
  const folder = backupFolder(dataDir)
  const fileOf = (name: string) => path.join(folder, name)

  const describe = (name: string): Backup => ({
    name,
    at: backupTime(name),
    // One that is gone, or a link to nowhere, must not hide the others.
    bytes: statSync(fileOf(name), { throwIfNoEntry: false })?.size ?? 0,
  })

  const make = () => {
    if (!existsSync(source)) throw fail('NOT_FOUND', 'There is nothing to back up yet: no setting was ever changed.')
    const name = freeBackupName(dataDir, clock.now())
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      copyFileSync(source, fileOf(name), constants.COPYFILE_EXCL)
      chmodSync(fileOf(name), 0o600)
    } catch (error) {
      throw fail('CANNOT_RECORD', `The backup ${name} cannot be written: ${meaningOf(error)}. Nothing was changed.`)
    }
    // With a clock that was put back, the new one is not the newest.
    const others = backupNames(dataDir).filter((other) => other !== name)
    for (const old of others.slice(policy.keptCount - 1)) rmSync(fileOf(old), { force: true, recursive: true })
    return describe(name)
  }

  return {
    list: () => backupNames(dataDir).map(describe),
    make,
    restore(name) {
      if (!backupNames(dataDir).includes(name)) throw fail('NOT_FOUND', `There is no backup ${name}.`)
      const values = readBackup(fileOf(name))
      // Nothing is there where the settings were just set aside, and that is when a backup is needed most.
      if (existsSync(source)) make()
      settings.setAll(Object.fromEntries(Object.entries(values).filter(([key]) => !staysAsItIs.has(key))))
    },
  }
}

/** Checked whole before anything is changed. */
function readBackup(file: string): Readonly<Record<string, unknown>> {
  const name = path.basename(file)
  const refuse = (message: string, remedy: string) =>
    fail('BAD_REQUEST', `${message}, so nothing was changed. ${remedy}`, {
      issues: [{ field: 'name', message: 'names a backup that cannot be restored; choose another one' }],
    })
  const otherOne = 'Choose another backup.'
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw refuse(`The backup ${name} cannot be read (${meaningOf(error)})`, otherOne)
  }
  const read = readSettings(bytes, restoredParts)
  switch (read.kind) {
    case 'unreadable':
      throw refuse(`The backup ${name} cannot be read`, otherOne)
    case 'newer':
      throw refuse(`The backup ${name} was written by a newer Giftdeck`, 'Update Giftdeck, or choose another backup.')
    case 'read': {
      const parts = read.broken.map(({ part }) => part)
      if (parts.length > 0) throw refuse(`A part of the backup ${name} cannot be read (${parts.join(', ')})`, otherOne)
      return read.values
    }
  }
}
