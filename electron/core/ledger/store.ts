import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import type { Policy } from '../policy.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import { whyUnusable, openSends } from './inspect.ts'
import { openMark } from './high-water-mark.ts'
import { openDatabase, finishReplacing, replaceLedger } from './replace-ledger.ts'
import type { Batch, KeyedCall, Opened } from './protocol.ts'
import { prepareErase, type EraseStore } from './erase-store.ts'
import type { Send } from './send.ts'
import { prepareWrites } from './writes.ts'
import { statSync } from 'node:fs'

/** The ledger's SQLite file. Every write is one transaction that is on the disk when `commit` returns. */
export interface Store extends EraseStore {
  opened: Opened
  /** Every send that has not ended, in its state at the end of the last run. */
  leftOpen: Send[]
  commit(batch: Batch): void
  get(id: string): Send | null
  after(seq: number, limit: number): Send[]
  newest(limit: number): Send[]
  keyed(key: string, since: number): KeyedCall | null
  /** Erased rows stay in the file's free pages and in the write-ahead log until both are rewritten. */
  scrub(): void
  close(): void
}

export function openStore(dir: string, now: number, policy: Policy['ledger']): Store {
  const file = path.join(dir, 'ledger.db')
  const notices: StartupNotice[] = []
  finishReplacing(file)
  const why = whyUnusable(file, policy)
  if (why !== null) {
    const asideFile = path.basename(replaceLedger(file, now, policy))
    notices.push(startupNotices['ledger-set-aside']({ why, file: asideFile }))
  }
  const db = openDatabase(file, policy)
  // A new ledger takes its first time from the wall clock. After that only differences are added.
  db.prepare('UPDATE ledger_time SET now = ? WHERE now = 0').run(Math.round(now))
  const mark = openMark(file)
  const place = watchPlace(file)

  const read = prepareReads(db)
  const write = prepareWrites(db)
  /** Rolls back if a statement fails. An open transaction would make every later BEGIN fail. */
  const inTransaction = <T>(work: () => T): T => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const done = work()
      db.exec('COMMIT')
      return done
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
  const toSend = (row: Record<string, unknown>) => JSON.parse(row['data'] as string) as Send

  const time = read.time.get() as { now: number; confirmed_at: number | null; confirmed_wall: number | null }
  const { now: ledgerNow, confirmed_at: at, confirmed_wall: wall } = time
  const confirmed = at === null || wall === null ? null : { at, wall }

  return {
    opened: {
      time: { now: ledgerNow, confirmed },
      lastSeq: read.lastSeq.get()?.['seq'] as number,
      lastStop: read.lastStop.get()?.['up_to'] as number,
      recentCalls: read.recentCalls.all(ledgerNow - 1_000) as unknown as Opened['recentCalls'],
      notices,
    },
    leftOpen: read.open.all().map(toSend),
    commit(batch) {
      place.check()
      inTransaction(() => write(batch))
      place.recordFiles()
      const last = batch.changes.at(-1)
      if (last) mark.write(last.send.seq)
    },
    get: (id) => read.get.all(id).map(toSend)[0] ?? null,
    after: (seq, limit) => read.after.all(seq, limit).map(toSend),
    newest: (limit) => read.newest.all(limit).map(toSend).toReversed(),
    keyed(key, since) {
      const row = read.keyed.get(key, since) as { send_id: string; others: string; call: string | null } | undefined
      if (!row) return null
      return { key, call: row.call, sendIds: [row.send_id, ...(JSON.parse(row.others) as string[])] }
    },
    ...prepareErase(db, policy, inTransaction),
    scrub: () => db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);'),
    close() {
      db.close()
      mark.close()
    },
  }
}

function prepareReads(db: DatabaseSync) {
  return {
    lastSeq: db.prepare(
      `SELECT max(coalesce((SELECT max(seq) FROM events), 0), coalesce((SELECT max(up_to) FROM stops), 0),
         (SELECT first_seq FROM ledger_time)) AS seq`,
    ),
    time: db.prepare('SELECT now, confirmed_at, confirmed_wall FROM ledger_time'),
    lastStop: db.prepare('SELECT coalesce(max(up_to), 0) AS up_to FROM stops'),
    open: db.prepare(openSends),
    recentCalls: db.prepare(
      'SELECT connection, api, count(*) AS count FROM calls WHERE at > ? GROUP BY connection, api',
    ),
    get: db.prepare('SELECT data FROM sends WHERE id = ?'),
    after: db.prepare('SELECT data FROM sends WHERE seq > ? ORDER BY seq LIMIT ?'),
    newest: db.prepare('SELECT data FROM sends ORDER BY seq DESC LIMIT ?'),
    keyed: db.prepare('SELECT send_id, others, call FROM idempotency WHERE key = ? AND at >= ?'),
  }
}

/**
 * Detects that the ledger was renamed, deleted or replaced while the program runs. SQLite would continue to write to the
 * file that it has open. The next start would open another file, and confirmed presses would be missing.
 */
interface Place {
  /** Call before every commit. Throws LedgerMoved. */
  check(): void
  /** Call after every commit. The write-ahead log is created by the first write and must stay the same file after it. */
  recordFiles(): void
}

/** The error name by which the main thread recognises this failure; a class does not survive the thread boundary. */
export const ledgerMoved = 'LedgerMoved'

class LedgerMoved extends Error {
  override name = ledgerMoved
  constructor() {
    super('the ledger was moved or replaced while Giftdeck runs')
  }
}

/** Device and inode of the file; null if there is none. */
function identify(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino}` : null
}

function watchPlace(ledger: string): Place {
  const files = [ledger, `${ledger}-wal`, `${ledger}-shm`]
  const known = files.map(identify)
  return {
    check() {
      for (const [index, file] of files.entries())
        if (known[index] !== null && identify(file) !== known[index]) throw new LedgerMoved()
    },
    recordFiles() {
      for (const [index, file] of files.entries()) known[index] ??= identify(file)
    },
  }
}
