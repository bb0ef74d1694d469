import { existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import type { Policy } from '../policy.ts'
import { isEmpty, setAside } from './inspect.ts'
import { openMark, readMark } from './high-water-mark.ts'
import type { KeyedCall } from './protocol.ts'
import { prepareKeys } from './writes.ts'
import { registerRowFunctions } from './history-row.ts'
import { migrations } from './schema.ts'

/** The data that is recovered from an unusable ledger: its last seq, its time and its Idempotency-Keys. */
interface Salvage {
  lastSeq: number
  /** Ledger time, or 0. */
  now: number
  keys: { keyed: KeyedCall; at: number }[]
}

const newFile = (ledger: string) => `${ledger}.new`

/**
 * Renames a damaged ledger and puts a new one in its place. The new ledger continues the sequence numbers; if they
 * restarted, a client polling after the last number would miss every new entry. It also keeps every Idempotency-Key
 * that could be read, so that a repeated request does not send the gift again. The new ledger is complete before the
 * old one is renamed. Returns the new name of the old ledger.
 */
export function replaceLedger(ledger: string, now: number, policy: Policy['ledger']): string {
  const found = salvage(ledger, policy)
  prepare(newFile(ledger), found, policy)
  const asideFile = setAside(ledger, now)
  renameSync(newFile(ledger), ledger)
  const mark = openMark(ledger)
  mark.write(found.lastSeq)
  mark.close()
  return asideFile
}

/** Finishes a replacement that was interrupted between its two renames, or discards one that did not reach the first. */
export function finishReplacing(ledger: string): void {
  if (!existsSync(newFile(ledger))) return
  if (existsSync(ledger)) rmSync(newFile(ledger))
  else renameSync(newFile(ledger), ledger)
}

function prepare(file: string, { lastSeq, now, keys }: Salvage, policy: Policy['ledger']) {
  rmSync(file, { force: true })
  const db = openDatabase(file, policy)
  try {
    db.exec('BEGIN IMMEDIATE')
    db.prepare('UPDATE ledger_time SET first_seq = ?, now = ?').run(lastSeq, now)
    const put = prepareKeys(db)
    for (const { keyed, at } of keys) put(keyed, at)
    // Without the write-ahead log the database is one file, so one rename puts it into place.
    db.exec('COMMIT; PRAGMA journal_mode = DELETE;')
  } finally {
    db.close()
  }
}

function salvage(ledger: string, { busyTimeoutMs }: Policy['ledger']): Salvage {
  const lastSeq = readMark(ledger)
  const found: Salvage = { lastSeq, now: 0, keys: [] }
  // SQLite deletes the write-ahead log of an empty file, even over a read-only connection.
  if (isEmpty(ledger)) return found
  let db: DatabaseSync
  try {
    db = new DatabaseSync(ledger, { readOnly: true, timeout: busyTimeoutMs })
  } catch {
    return found
  }
  try {
    // Read the table from both ends, because a read stops at the first damaged page.
    const all = 'SELECT * FROM idempotency ORDER BY rowid'
    const keys = [...read(db, all), ...read(db, `${all} DESC`)].map(toKey)
    found.keys = [...new Map(keys.flatMap((each) => (each ? [[each.keyed.key, each]] : []))).values()]
    const time = Number(read(db, 'SELECT now FROM ledger_time')[0]?.['now'] ?? 0)
    found.now = Math.max(time, ...found.keys.map(({ at }) => at))
    const seqs = ['SELECT max(seq) AS seq FROM events', 'SELECT max(up_to) AS seq FROM stops']
    for (const sql of seqs) found.lastSeq = Math.max(found.lastSeq, Number(read(db, sql)[0]?.['seq'] ?? 0))
  } finally {
    db.close()
  }
  return found
}

/** Returns the rows before the first damaged page. */
function read(db: DatabaseSync, sql: string): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = []
  try {
    for (const row of db.prepare(sql).iterate()) rows.push(row)
  } catch {
    // The page is damaged. The rows after it cannot be reached in this direction.
  }
  return rows
}

const keySchema = z.object({
  key: z.string(),
  send_id: z.string(),
  at: z.int(),
  // Absent in a ledger of version 2.
  call: z.string().nullable().default(null),
  others: z.string().default('[]'),
})

function toKey(row: Record<string, unknown>): Salvage['keys'][number] | null {
  const parsed = keySchema.safeParse(row)
  if (!parsed.success) return null
  const { key, send_id: first, at, call, others } = parsed.data
  const more = z.array(z.string()).safeParse(parseJson(others))
  return { keyed: { key, call, sendIds: [first, ...(more.data ?? [])] }, at }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Opens the ledger for writing and migrates it to the current version, one transaction per version. */
export function openDatabase(file: string, { busyTimeoutMs }: Policy['ledger']): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function migrate(db: DatabaseSync) {
  const from = db.prepare('PRAGMA user_version').get()?.['user_version'] as number
  if (from > migrations.length) throw new Error('This ledger was written by a newer Giftdeck.')
  registerRowFunctions(db)
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`)
  }
}
