import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { iso } from '../../../shared/iso.ts'
import { markFile, readMark } from './mark.ts'

/**
 * Why the ledger on the disk must not be used, or null. Reads only: a connection that may write would alter the damaged
 * bytes when it closes.
 */
export function whyUnusable(file: string): string | null {
  if (!existsSync(file)) return null
  try {
    const db = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
    try {
      const check = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
      if (check !== 'ok') return String(check)
      const version = db.prepare('PRAGMA user_version').get()?.['user_version'] as number
      const seqOf = (sql: string) => db.prepare(sql).get()?.['seq'] as number
      const lastEvent = version === 0 ? 0 : seqOf('SELECT coalesce(max(seq), 0) AS seq FROM events')
      const last = version < 3 ? lastEvent : Math.max(lastEvent, seqOf('SELECT first_seq AS seq FROM ledger_time'))
      return last < readMark(file) ? 'its last entries are missing' : null
    } finally {
      db.close()
    }
  } catch (error) {
    if (!isBroken(error)) throw error
    return error.message
  }
}

/** SQLite's own words for a file that is not, or no longer, a database; a full or busy disk is not among them. */
const isBroken = (error: unknown): error is Error =>
  error instanceof Error && /malformed|not a database|corrupt|unsupported file format/i.test(error.message)

/** Renames the ledger with all that belongs to it, every byte as it was. Answers the new name. */
export function setAside(file: string, now: number): string {
  const aside = `${file}.broken-${iso(now).replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  if (existsSync(markFile(file))) renameSync(markFile(file), markFile(aside))
  return aside
}
