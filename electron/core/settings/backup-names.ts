import { readdirSync } from 'node:fs'
import path from 'node:path'
import { timeInName } from '../platform/set-aside.ts'

/** Backups are named by their time, so that the names sort by age. */
const nameShape = /^settings-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.json$/

export const backupFolder = (dataDir: string) => path.join(dataDir, 'backups')

/**
 * The names of the backups, newest first; empty if the folder does not exist. Throws if it cannot be read, because backups
 * may exist.
 */
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

/** As backupNames, but empty if the folder cannot be read; for callers that do not show the list. */
export function backupNamesIfRead(dataDir: string): string[] {
  try {
    return backupNames(dataDir)
  } catch {
    return []
  }
}

export const backupTime = (name: string) => name.replace(nameShape, '$1$2:$3:$4')

/** The latest time for a name, because names have four-digit years. The clock may be wrong and show a later year. */
const latestTime = Date.parse('9999-12-31T00:00:00.000Z')

/** An unused backup name. Counts up if a backup of the same millisecond exists. */
export function freeBackupName(dataDir: string, now: number): string {
  const taken = new Set(backupNames(dataDir))
  for (let time = Math.min(now, latestTime); ; time++) {
    const name = `settings-${timeInName(time)}.json`
    if (!taken.has(name)) return name
  }
}
