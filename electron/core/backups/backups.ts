import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { Backup } from '../../../shared/contract/backups.ts'
import { iso } from '../../../shared/iso.ts'
import { fail } from '../fail.ts'
import type { Clock, SettingsStore } from '../ports.ts'

/** Copies of the settings file. Secrets lie elsewhere, and so does the ledger, which never goes back in time. */
export interface Backups {
  /** Newest first. */
  list(): Backup[]
  make(): Backup
  /** Backs up what is there now, then puts back what the backup holds. */
  restore(name: string): void
}

const kept = 20
const nameShape = /^settings-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.json$/
const timeOf = (name: string) => name.replace(nameShape, '$1$2:$3:$4')
/** The room in use is changed by its own call; tokens, window and doors belong to this computer as it is now. */
const staysAsItIs = new Set(['room', 'stopped', 'tokens', 'window', 'serveDocks'])

export function createBackups(lent: { dataDir: string; settings: SettingsStore; clock: Clock }): Backups {
  const { settings, clock } = lent
  const source = path.join(lent.dataDir, 'settings.json')
  const folder = path.join(lent.dataDir, 'backups')
  const fileOf = (name: string) => path.join(folder, name)

  const describe = (name: string): Backup => ({
    name,
    at: timeOf(name),
    bytes: statSync(fileOf(name)).size,
  })
  const names = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => nameShape.test(name) && !Number.isNaN(Date.parse(timeOf(name))))
          .toSorted()
          .toReversed()
      : []

  const make = () => {
    if (!existsSync(source)) throw fail('NOT_FOUND', 'There is nothing to back up yet: no setting was ever changed.')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const name = `settings-${iso(clock.now()).replaceAll(':', '-')}.json`
    copyFileSync(source, fileOf(name))
    chmodSync(fileOf(name), 0o600)
    for (const old of names().slice(kept)) rmSync(fileOf(old))
    return describe(name)
  }

  return {
    list: () => names().map(describe),
    make,
    restore(name) {
      if (!names().includes(name)) throw fail('NOT_FOUND', `There is no backup ${name}.`)
      const stored = readBackup(fileOf(name))
      make()
      settings.setAll(Object.fromEntries(Object.entries(stored).filter(([key]) => !staysAsItIs.has(key))))
    },
  }
}

function readBackup(file: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw fail('BAD_REQUEST', `The backup ${path.basename(file)} cannot be read, so nothing was changed.`, {
      issues: [{ field: 'name', message: 'names a backup that is damaged; choose another one' }],
    })
  }
}
