import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setAside, whyUnusable } from './inspect.ts'
import { openMark } from './mark.ts'
import type { Batch, Opened } from './protocol.ts'
import { migrations } from './schema.ts'
import type { Send } from './send.ts'
import { openStates } from './states.ts'

/** The ledger's file. Every write is one transaction that is on the disk when `commit` returns. */
export interface Store {
  opened: Opened
  commit(batch: Batch): void
  get(id: string): Send | null
  after(seq: number, limit: number): Send[]
  newest(limit: number): Send[]
  idempotent(key: string, since: number): string | null
  erase(before: number, thoroughly: boolean): number
  close(): void
}

export function openStore(dir: string, now: number): Store {
  const file = path.join(dir, 'ledger.db')
  const notices: string[] = []
  const why = whyUnusable(file)
  if (why !== null) {
    const aside = path.basename(setAside(file, now))
    notices.push(`The ledger could not be used (${why}). It was set aside as ${aside} and a new one begun.`)
  }
  const db = openDatabase(file)
  const mark = openMark(file)

  const read = prepareReads(db)
  const write = prepareWrites(db)
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
      db.exec('BEGIN IMMEDIATE')
      try {
        write(batch)
        db.exec('COMMIT')
        const last = batch.changes.at(-1)
        if (last) mark.write(last.send.seq)
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    get: (id) => read.get.all(id).map(toSend)[0] ?? null,
    after: (seq, limit) => read.after.all(seq, limit).map(toSend),
    newest: (limit) => read.newest.all(limit).map(toSend).toReversed(),
    idempotent: (key, since) => (read.idempotent.get(key, since)?.['send_id'] as string | undefined) ?? null,
    erase(before, thoroughly) {
      db.exec('BEGIN IMMEDIATE')
      db.prepare(eraseEvents).run(before)
      const { changes } = db.prepare(eraseSends).run(before)
      for (const statement of eraseRest) db.prepare(statement).run(before)
      db.exec('COMMIT')
      // Deleted rows stay in the file's free pages and in the write-ahead log until both are rewritten.
      if (thoroughly) db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);')
      return Number(changes)
    },
    close() {
      db.close()
      mark.close()
    },
  }
}

function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 2_000 })
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
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`)
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

function prepareWrites(db: DatabaseSync) {
  const call = db.prepare('INSERT INTO calls (id, vendor, api, connection, at, body) VALUES (?, ?, ?, ?, ?, ?)')
  const event = db.prepare(
    'INSERT INTO events (seq, send_id, boot, at, mono, state, call_id, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const send = db.prepare(
    `INSERT INTO sends (id, seq, state, updated_at, data) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, state = excluded.state, updated_at = excluded.updated_at,
       data = excluded.data`,
  )
  const stop = db.prepare('INSERT INTO stops (up_to, at) VALUES (?, ?)')
  const idempotency = db.prepare('INSERT OR REPLACE INTO idempotency (key, send_id, at) VALUES (?, ?, ?)')

  return (batch: Batch) => {
    const connections = new Map(batch.changes.map((change) => [change.callId, change.send]))
    for (const { id, vendor, api, body } of batch.calls) {
      const rider = connections.get(id)
      call.run(id, vendor, api, rider?.connection ?? '', rider?.updatedAt ?? 0, body)
    }
    for (const { send: next, mono, callId } of batch.changes) {
      const { reason, code, vendorText, requestId, msgSeq, hint, latencyMs } = next
      const evidence = JSON.stringify({ reason, code, vendorText, requestId, msgSeq, hint, latencyMs })
      event.run(next.seq, next.id, next.boot, next.updatedAt, mono, next.state, callId ?? null, evidence)
      send.run(next.id, next.seq, next.state, next.updatedAt, JSON.stringify(next))
    }
    for (const { upTo, at } of batch.stops) stop.run(upTo, at)
    for (const { key, sendId, at } of batch.idempotency) idempotency.run(key, sendId, at)
  }
}

/** What is over and older than the given time. Open sends stay whatever their age. */
const over = `updated_at < ? AND state IN ('delivered', 'refused', 'dropped', 'cancelled', 'expired')`
// The last event stays, so that a seq is never given twice.
const eraseEvents = `DELETE FROM events
  WHERE send_id IN (SELECT id FROM sends WHERE ${over}) AND seq < (SELECT max(seq) FROM events)`
const eraseSends = `DELETE FROM sends WHERE ${over}`
const eraseRest = [
  'DELETE FROM calls WHERE at < ? AND id NOT IN (SELECT call_id FROM events WHERE call_id IS NOT NULL)',
  'DELETE FROM idempotency WHERE at < ?',
  'DELETE FROM stops WHERE at < ? AND up_to < (SELECT max(up_to) FROM stops)',
]
