import { readdirSync } from 'node:fs'
import path from 'node:path'
import { timeInName } from '../platform/set-aside.ts'

/** Backups are named by their time, so that their names sort as they were made. */
const nameShape = /^settings-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.json$/

export const backupFolder = (dataDir: string) => path.join(dataDir, 'backups')

/** Newest first; none where there is no folder of backups. Throws where it cannot be read: they may all be there. */
export function backupNames(dataDir: string): string[] {
  try {
    return readdirSync(backupFolder(dataDir))
      .filter((name) => nameShape.test(name))
      .toSorted()
      .toReversed()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The same, for whoever does something else than to show them. */
export function backupNamesIfRead(dataDir: string): string[] {
  try {
    return backupNames(dataDir)
  } catch {
    return []
  }
}

export const backupTime = (name: string) => name.replace(nameShape, '$1$2:$3:$4')

/** A clock may say a year that no name can hold; a day before the last one there is room for many names. */
const latestTime = Date.parse('9999-12-31T00:00:00.000Z')

/** A name that no backup has yet, also where two are made in the same millisecond or the clock stands still. */
export function freeBackupName(dataDir: string, now: number): string {
  const taken = new Set(backupNames(dataDir))
  for (let time = Math.min(now, latestTime); ; time++) {
    const name = `settings-${timeInName(time)}.json`
    if (!taken.has(name)) return name
  }
}
