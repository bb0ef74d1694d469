import { openStates } from './states.ts'
import { renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { asideName, moveAside } from '../platform/set-aside.ts'
import { fileFailure, newerFailure } from '../platform/file-failure.ts'
import { isPlainFile, isThere } from '../platform/plain-file.ts'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../errors/start-failure.ts'
import { lendRowFunctions } from './history-row.ts'
import { looksOf, lookAtMark, markFile, readMark } from './high-water-mark.ts'
import { migrations } from './schema.ts'

/**
 * Word for word as the index of open sends has its condition: with bound values SQLite cannot tell that the index serves,
 * and reads every send at every start.
 */
export const openSends = `SELECT data FROM sends WHERE state IN (${openStates.map((state) => `'${state}'`).join(', ')})
  ORDER BY seq`

/**
 * Why the ledger on the disk must not be used, or null. Nothing is written: a connection that may write would alter the
 * damaged bytes when it closes. Throws StartFailure where another process has the ledger open, a newer Giftdeck wrote it,
 * or it cannot be opened at all.
 */
export function whyUnusable(file: string, policy: Policy['ledger']): string | null {
  if (!isPlain(file)) return readMark(file) > 0 || isThere(`${file}-wal`) ? 'the file itself is gone' : null
  // SQLite would take away the log of an empty file, also where it may only read.
  if (isEmpty(file) && sizeOf(file) > 0) return 'the file itself is empty'
  const { damage } = lookAtMark(file) ?? {}
  let db: DatabaseSync | undefined
  try {
    db = openAlone(file, policy.busyTimeoutMs)
    return damage ?? whatIsWrong(db, file, policy)
  } catch (error) {
    if (isOfTheFile(error)) return damage ?? 'it is no ledger any more'
    throw error instanceof StartFailure ? error : fileFailure(file, error)
  } finally {
    db?.close()
  }
}

/**
 * True where the whole ledger has to be looked through, and that would hold the start up. It is then looked through beside
 * the running Giftdeck: see planCheck in ledger/worker.ts.
 */
export const isCheckedLater = (file: string, policy: Policy['ledger']) =>
  !wasLeftInOrder(file) && sizeOf(file) > policy.largestCheckedAtOnceBytes

/** Closed in order, and touched by nobody since. */
function wasLeftInOrder(file: string) {
  const { closed } = lookAtMark(file) ?? {}
  return closed !== undefined && closed === looksOf(file)
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

/** No page of SQLite is smaller. It takes a file of fewer bytes for an empty one, and takes its log away. */
const smallestPage = 512
export function isEmpty(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.size < smallestPage
}

function whatIsWrong(db: DatabaseSync, file: string, policy: Policy['ledger']): string | null {
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'] as number
  const columns = columnsOf(db)
  const isOurs = version === 0 ? columns.size === 0 : ourTables.every((table) => columns.has(`${table}.`))
  if (!isOurs) return 'it is the database of another program'
  if (version > migrations.length) throw newerFailure(file)
  if (![...columnsOfVersion(version)].every((each) => columns.has(each))) return 'it is the database of another program'
  if (!wasLeftInOrder(file) && sizeOf(file) <= policy.largestCheckedAtOnceBytes) {
    const wrong = checkWhole(db)
    if (wrong !== null) return wrong
  }
  if (version > 0 && db.prepare(unreadableOpenSend).get() !== undefined) return unreadable
  const seqOf = (sql: string) => db.prepare(sql).get()?.['seq'] as number
  const lastEvent = version === 0 ? 0 : seqOf('SELECT coalesce(max(seq), 0) AS seq FROM events')
  // One that took the place of a damaged ledger goes on with its numbers.
  const last = version < 3 ? lastEvent : Math.max(lastEvent, seqOf('SELECT first_seq AS seq FROM ledger_time'))
  return last < readMark(file) ? 'its last entries are missing' : null
}

/** `table.` and `table.column` of each. */
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

/** Another program's table may bear one of our names, and every later question would end in the words of SQLite. */
function columnsOfVersion(version: number): Set<string> {
  const db = new DatabaseSync(':memory:')
  try {
    lendRowFunctions(db)
    for (const migration of migrations.slice(0, version)) db.exec(migration)
    return columnsOf(db)
  } finally {
    db.close()
  }
}

const ourTables = ['sends', 'events', 'calls', 'stops', 'idempotency']

/** Every page, every index, and whether each send can be read as the one that its row says. */
export function checkWhole(db: DatabaseSync): string | null {
  const check = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  if (check !== 'ok') return 'its pages do not fit together'
  const isNew = db.prepare('PRAGMA user_version').get()?.['user_version'] === 0
  return !isNew && db.prepare(unreadableSend).get() !== undefined ? unreadable : null
}

const unreadable = 'a send in it cannot be read'
const unreadableSend = `SELECT 1 FROM sends WHERE NOT json_valid(data) OR id IS NOT data ->> '$.id'
  OR seq IS NOT data ->> '$.seq' OR state IS NOT data ->> '$.state' LIMIT 1`
/** The open ones are read at every start. */
const unreadableOpenSend = `SELECT 1 FROM (${openSends}) WHERE NOT json_valid(data) LIMIT 1`

/**
 * Returns a read-only connection after proving that no other process has the ledger open. giftdeck.lock alone does
 * not prove it, because the file can be deleted while its Giftdeck runs. The proof is an exclusive lock on the
 * write-ahead log, which SQLite grants only if there is no other connection.
 */
function openAlone(file: string, busyTimeoutMs: number): DatabaseSync {
  // A file that cannot be read must not be opened for writing at all: closing it would change it.
  openToRead(file, busyTimeoutMs).close()
  const trial = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    // Once read, so that the lock is taken in the log that others share, and can be given back.
    trial.prepare('SELECT count(*) FROM sqlite_schema').get()
    trial.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK; PRAGMA locking_mode = NORMAL;')
    trial.prepare('SELECT count(*) FROM sqlite_schema').get()
    // Opened before the probe closes: the last connection that may write would move the log into the file.
    return openToRead(file, busyTimeoutMs)
  } catch (error) {
    throw isBusy(error) ? openElsewhere(file) : error
  } finally {
    trial.close()
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

/** Renames the ledger with all that belongs to it, every byte as it was. Answers the new name. */
export function setAside(file: string, now: number): string {
  const suffixes = ['', '-wal', '-shm', '-journal']
  const asideFile = asideName(file, now, [...suffixes, '.mark'])
  for (const suffix of suffixes) if (isThere(file + suffix)) moveAside(file + suffix, asideFile + suffix)
  if (isThere(markFile(file))) renameSync(markFile(file), markFile(asideFile))
  return asideFile
}

/** What a failure of SQLite means, by its code (https://sqlite.org/rescode.html): its words are no interface. */

const codes = {
  busy: 5,
  locked: 6,
  /** Of this computer and not of the file: memory, rights, the disk. */
  surroundings: new Set([3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 23]),
}

/** The primary code; undefined for an error of another kind. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

export const isBusy = (error: unknown) => {
  const code = sqliteCode(error)
  return code === codes.busy || code === codes.locked
}

/** The file is not, or no longer, a database of ours; a full or busy disk says nothing about it. */
export const isOfTheFile = (error: unknown) => {
  const code = sqliteCode(error)
  return code !== undefined && !codes.surroundings.has(code)
}
