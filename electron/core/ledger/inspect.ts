import { openStates } from './states.ts'
import { renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { asideName, moveAside } from '../platform/set-aside.ts'
import { fileFailure, newerFailure } from '../platform/file-failure.ts'
import { isPlainFile, isThere } from '../platform/plain-file.ts'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../errors/failures.ts'
import { registerRowFunctions } from './history-row.ts'
import { fingerprintOf, readMarkFile, markFile, readMark } from './high-water-mark.ts'
import { migrations } from './schema.ts'

/**
 * The condition must repeat the text of the index `sends_open`. With bound values SQLite does not use that partial index
 * and reads every send at every start.
 */
export const openSends = `SELECT data FROM sends WHERE state IN (${openStates.map((state) => `'${state}'`).join(', ')})
  ORDER BY seq`

/**
 * The reason why the ledger on the disk must not be used, or null. The check opens it read-only, because a connection
 * that can write alters the damaged bytes when it closes. Throws StartFailure if another process has the ledger open, if
 * a newer Giftdeck wrote it, or if it cannot be opened at all.
 */
export function whyUnusable(file: string, policy: Policy['ledger']): string | null {
  if (!isPlain(file)) return readMark(file) > 0 || isThere(`${file}-wal`) ? 'the file itself is gone' : null
  // SQLite deletes the write-ahead log of an empty file, even over a read-only connection.
  if (isEmpty(file) && sizeOf(file) > 0) return 'the file itself is empty'
  const { damage } = readMarkFile(file) ?? {}
  let db: DatabaseSync | undefined
  try {
    db = openAlone(file, policy.busyTimeoutMs)
    return damage ?? findDamage(db, file, policy)
  } catch (error) {
    if (isFileDamage(error)) return damage ?? 'it is no ledger any more'
    throw error instanceof StartFailure ? error : fileFailure(file, error)
  } finally {
    db?.close()
  }
}

/**
 * True if the ledger needs a full integrity check that would delay the start. The check then runs in the background: see
 * scheduleCheck in ledger/worker.ts.
 */
export const isCheckedLater = (file: string, policy: Policy['ledger']) =>
  !wasClosedCleanly(file) && sizeOf(file) > policy.largestCheckedAtOnceBytes

/** True after an orderly shutdown, if the file has not changed since. */
function wasClosedCleanly(file: string) {
  const { closed } = readMarkFile(file) ?? {}
  return closed !== undefined && closed === fingerprintOf(file)
}

const sizeOf = (file: string) =>
  ['', '-wal'].reduce((sum, suffix) => sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0), 0)

function isPlain(file: string) {
  try {
    return isPlainFile(file, Number.POSITIVE_INFINITY)
  } catch (error) {
    throw fileFailure(file, error)
  }
}

/** Bytes of SQLite's smallest page. SQLite treats a shorter file as empty and deletes its write-ahead log. */
const smallestPage = 512
export function isEmpty(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.size < smallestPage
}

function findDamage(db: DatabaseSync, file: string, policy: Policy['ledger']): string | null {
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'] as number
  const columns = columnsOf(db)
  const isOurs = version === 0 ? columns.size === 0 : ourTables.every((table) => columns.has(`${table}.`))
  if (!isOurs) return 'it is the database of another program'
  if (version > migrations.length) throw newerFailure(file)
  if (![...columnsOfVersion(version)].every((each) => columns.has(each))) return 'it is the database of another program'
  if (!wasClosedCleanly(file) && sizeOf(file) <= policy.largestCheckedAtOnceBytes) {
    const wrong = checkWhole(db)
    if (wrong !== null) return wrong
  }
  if (version > 0 && db.prepare(unreadableOpenSend).get() !== undefined) return unreadable
  const seqOf = (sql: string) => db.prepare(sql).get()?.['seq'] as number
  const lastEvent = version === 0 ? 0 : seqOf('SELECT coalesce(max(seq), 0) AS seq FROM events')
  // A ledger that replaced a damaged one continues its sequence numbers; it starts at `first_seq`, not at 0.
  const last = version < 3 ? lastEvent : Math.max(lastEvent, seqOf('SELECT first_seq AS seq FROM ledger_time'))
  return last < readMark(file) ? 'its last entries are missing' : null
}

/** The names of all tables as `table.` and of all columns as `table.column`. */
const columnsOf = (db: DatabaseSync) =>
  new Set(
    db
      .prepare(
        `SELECT main.name AS "table", of.name AS "column" FROM sqlite_schema AS main, pragma_table_info(main.name) AS of
           WHERE main.type = 'table' AND main.name NOT LIKE 'sqlite_%'`,
      )
      .all()
      .flatMap(({ table, column }) => [`${String(table)}.`, `${String(table)}.${String(column)}`]),
  )

/**
 * The tables and columns that a ledger of this version has. A foreign database may have a table with one of our names;
 * without this comparison every later query would fail with an error of SQLite.
 */
function columnsOfVersion(version: number): Set<string> {
  const db = new DatabaseSync(':memory:')
  try {
    registerRowFunctions(db)
    for (const migration of migrations.slice(0, version)) db.exec(migration)
    return columnsOf(db)
  } finally {
    db.close()
  }
}

const ourTables = ['sends', 'events', 'calls', 'stops', 'idempotency']

/** Checks every page, every index, and that the JSON of each send agrees with the columns of its row. */
export function checkWhole(db: DatabaseSync): string | null {
  const check = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  if (check !== 'ok') return 'its pages do not fit together'
  const isNew = db.prepare('PRAGMA user_version').get()?.['user_version'] === 0
  return !isNew && db.prepare(unreadableSend).get() !== undefined ? unreadable : null
}

const unreadable = 'a send in it cannot be read'
const unreadableSend = `SELECT 1 FROM sends WHERE NOT json_valid(data) OR id IS NOT data ->> '$.id'
  OR seq IS NOT data ->> '$.seq' OR state IS NOT data ->> '$.state' LIMIT 1`
/** Open sends are checked at every start, since every start reads them. */
const unreadableOpenSend = `SELECT 1 FROM (${openSends}) WHERE NOT json_valid(data) LIMIT 1`

/**
 * Returns a read-only connection after proving that no other process has the ledger open. giftdeck.lock alone does
 * not prove it, because the file can be deleted while its Giftdeck runs. The proof is an exclusive lock on the
 * write-ahead log, which SQLite grants only if there is no other connection.
 */
function openAlone(file: string, busyTimeoutMs: number): DatabaseSync {
  // A file that cannot be read must not be opened for writing, because closing that connection would change it.
  openToRead(file, busyTimeoutMs).close()
  const testConnection = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    // The first read opens the shared write-ahead log. Otherwise the exclusive lock could not be released again.
    testConnection.prepare('SELECT count(*) FROM sqlite_schema').get()
    testConnection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK; PRAGMA locking_mode = NORMAL;')
    testConnection.prepare('SELECT count(*) FROM sqlite_schema').get()
    // Open this first. If `testConnection` were the last one to close, it would move the log into the file.
    return openToRead(file, busyTimeoutMs)
  } catch (error) {
    throw isBusy(error) ? openElsewhere(file) : error
  } finally {
    testConnection.close()
  }
}

function openToRead(file: string, busyTimeoutMs: number): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs })
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const openElsewhere = (file: string) =>
  new StartFailure(
    `Giftdeck is already running with the folder ${path.dirname(file)}, or another program has ${path.basename(file)} open.`,
    'Close the other one, or start this one with another --data-dir.',
  )

/** Renames the ledger and the files that belong to it, without changing their bytes. Returns the new name. */
export function setAside(file: string, now: number): string {
  const suffixes = ['', '-wal', '-shm', '-journal']
  const asideFile = asideName(file, now, [...suffixes, '.mark'])
  for (const suffix of suffixes) if (isThere(file + suffix)) moveAside(file + suffix, asideFile + suffix)
  if (isThere(markFile(file))) renameSync(markFile(file), markFile(asideFile))
  return asideFile
}

/** SQLite errors are classified by code (https://sqlite.org/rescode.html); their messages may change. */

const codes = {
  busy: 5,
  locked: 6,
  /** Causes outside the file: memory, permissions, the disk. */
  environment: new Set([3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 23]),
}

/** The primary result code; undefined if the error does not come from SQLite. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

export const isBusy = (error: unknown) => {
  const code = sqliteCode(error)
  return code === codes.busy || code === codes.locked
}

/** True if the file itself is damaged or foreign. A full disk or a lock is no evidence of damage. */
export const isFileDamage = (error: unknown) => {
  const code = sqliteCode(error)
  return code !== undefined && !codes.environment.has(code)
}
