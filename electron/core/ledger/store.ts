import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Remark } from '../../../shared/contract/status.ts'
import { remarks } from '../remark.ts'
import { setAside, whyUnusable } from './inspect.ts'
import { openMark } from './mark.ts'
import { openDatabase } from './open-database.ts'
import type { Batch, Erasing, Opened } from './protocol.ts'
import type { Send } from './send.ts'
import { openStates } from './states.ts'
import { prepareWrites } from './writes.ts'

/** The ledger's file. Every write is one transaction that is on the disk when `commit` returns. */
export interface Store {
  opened: Opened
  commit(batch: Batch): void
  get(id: string): Send | null
  after(seq: number, limit: number): Send[]
  newest(limit: number): Send[]
  idempotent(key: string, since: number): string | null
  erase(of: Erasing): number
  /** Erased rows stay in the file's free pages and in the write-ahead log until both are rewritten. */
  scrub(): void
  close(): void
}

export function openStore(dir: string, now: number): Store {
  const file = path.join(dir, 'ledger.db')
  const notices: Remark[] = []
  const why = whyUnusable(file)
  if (why !== null) {
    const aside = path.basename(setAside(file, now))
    notices.push(remarks['ledger-set-aside']({ why, file: aside }))
  }
  const db = openDatabase(file)
  const mark = openMark(file)

  const read = prepareReads(db)
  const write = prepareWrites(db)
  /** All or nothing: a statement that fails leaves no transaction open, which would refuse every later one. */
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

  return {
    opened: {
      lastSeq: read.lastSeq.get()?.['seq'] as number,
      lastStop: read.lastStop.get()?.['up_to'] as number,
      open: read.open.all(...openStates).map(toSend),
      recentCalls: read.recentCalls.all(now - 1_000) as unknown as Opened['recentCalls'],
      notices,
    },
    commit(batch) {
      inTransaction(() => write(batch))
      const last = batch.changes.at(-1)
      if (last) mark.write(last.send.seq)
    },
    get: (id) => read.get.all(id).map(toSend)[0] ?? null,
    after: (seq, limit) => read.after.all(seq, limit).map(toSend),
    newest: (limit) => read.newest.all(limit).map(toSend).toReversed(),
    idempotent: (key, since) => (read.idempotent.get(key, since)?.['send_id'] as string | undefined) ?? null,
    erase: ({ before, open, keysBefore }) =>
      inTransaction(() => {
        const gone = [before, JSON.stringify(open)]
        db.prepare(eraseEvents).run(...gone)
        db.prepare(eraseHistory).run(...gone)
        const { changes } = db.prepare(eraseSends).run(...gone)
        for (const statement of eraseRest) db.prepare(statement).run(before)
        db.prepare('DELETE FROM idempotency WHERE at < ?').run(keysBefore)
        return Number(changes)
      }),
    scrub: () => db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);'),
    close() {
      db.close()
      mark.close()
    },
  }
}

function prepareReads(db: DatabaseSync) {
  const marks = openStates.map(() => '?').join(', ')
  return {
    lastSeq: db.prepare(
      'SELECT max(coalesce((SELECT max(seq) FROM events), 0), coalesce((SELECT max(up_to) FROM stops), 0)) AS seq',
    ),
    lastStop: db.prepare('SELECT coalesce(max(up_to), 0) AS up_to FROM stops'),
    open: db.prepare(`SELECT data FROM sends WHERE state IN (${marks}) ORDER BY seq`),
    recentCalls: db.prepare(
      'SELECT connection, api, count(*) AS count FROM calls WHERE at > ? GROUP BY connection, api',
    ),
    get: db.prepare('SELECT data FROM sends WHERE id = ?'),
    after: db.prepare('SELECT data FROM sends WHERE seq > ? ORDER BY seq LIMIT ?'),
    newest: db.prepare('SELECT data FROM sends ORDER BY seq DESC LIMIT ?'),
    idempotent: db.prepare('SELECT send_id FROM idempotency WHERE key = ? AND at > ?'),
  }
}

/** What is over and older than the given time, and what the book has given up. Other open sends stay whatever their age. */
const gone = `(updated_at < ? AND state IN ('delivered', 'refused', 'dropped', 'cancelled', 'expired')
  OR id IN (SELECT value FROM json_each(?)))`
// The last event stays, so that a seq is never given twice.
const eraseEvents = `DELETE FROM events
  WHERE send_id IN (SELECT id FROM sends WHERE ${gone}) AND seq < (SELECT max(seq) FROM events)`
const eraseHistory = `DELETE FROM history WHERE id IN (SELECT id FROM sends WHERE ${gone})`
const eraseSends = `DELETE FROM sends WHERE ${gone}`
const eraseRest = [
  'DELETE FROM calls WHERE at < ? AND id NOT IN (SELECT call_id FROM events WHERE call_id IS NOT NULL)',
  'DELETE FROM stops WHERE at < ? AND up_to < (SELECT max(up_to) FROM stops)',
  'DELETE FROM sessions WHERE ended_at < ? AND id NOT IN (SELECT session FROM history)',
]
