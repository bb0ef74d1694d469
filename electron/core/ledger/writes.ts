import type { DatabaseSync } from 'node:sqlite'
import { searchWords } from '../../../shared/domain/search.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import type { Batch, KeyedCall, SessionMark } from './protocol.ts'
import type { Send } from './send.ts'

/** Writes one batch; the caller wraps it in a transaction. */
export function prepareWrites(db: DatabaseSync): (batch: Batch) => void {
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
  const key = prepareKeys(db)
  const time = db.prepare('UPDATE ledger_time SET now = ?, confirmed_at = ?, confirmed_wall = ?')
  const history = prepareHistory(db)
  const session = prepareSessions(db)

  return (batch) => {
    const { now, confirmed } = batch.time
    time.run(now, confirmed?.at ?? null, confirmed?.wall ?? null)
    const connections = new Map(batch.changes.map((change) => [change.callId, change.send]))
    for (const { id, vendor, api, body } of batch.calls) {
      call.run(id, vendor, api, connections.get(id)?.connection ?? '', now, body)
    }
    for (const mark of batch.sessions) session(mark, now)
    // This runs before the changes, because a row that STOP cancelled refers to the stop record.
    for (const { upTo, at } of batch.stops) stop.run(upTo, at)
    const newest = new Map(batch.changes.map(({ send: next }) => [next.id, next]))
    for (const { send: next, boot, mono, callId } of batch.changes) {
      const { reason, code, vendorText, requestId, msgSeq, hint, latencyMs } = next
      const evidence = JSON.stringify({ reason, code, vendorText, requestId, msgSeq, hint, latencyMs })
      event.run(next.seq, next.id, boot, next.updatedAt, mono, next.state, callId ?? null, evidence)
    }
    for (const next of newest.values()) {
      send.run(next.id, next.seq, next.state, now, JSON.stringify(next))
      history(next)
    }
    for (const each of batch.keys) key(each, now)
  }
}

/** Writes an Idempotency-Key with the ledger time from which its age is measured. */
export function prepareKeys(db: DatabaseSync) {
  const put = db.prepare('INSERT OR REPLACE INTO idempotency (key, send_id, others, call, at) VALUES (?, ?, ?, ?, ?)')
  return ({ key, call, sendIds: [first, ...others] }: KeyedCall, at: number) =>
    void put.run(key, first!, JSON.stringify(others), call, at)
}

function prepareHistory(db: DatabaseSync) {
  const put = db.prepare(
    `INSERT INTO history (pressed, id, session, vendor, kind, created_at, pieces, coins, parent, state, words, stop)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT min(up_to) FROM stops WHERE up_to >= ?))
     ON CONFLICT (pressed) DO UPDATE SET state = excluded.state, words = excluded.words, stop = excluded.stop`,
  )
  return (send: Send) => {
    const { pressed, id, session, vendor, kind, createdAt, coins = null, parentId = null, state } = send
    const stoppedFrom = send.reason === 'cancelled-by-stop' ? send.firstSeq : null
    const words = searchWords(send)
    put.run(pressed, id, session, vendor, kind, createdAt, piecesOf(send), coins, parentId, state, words, stoppedFrom)
  }
}

function prepareSessions(db: DatabaseSync) {
  // A run that was killed recorded no end, so its session ends at its last press.
  const endOthers = db.prepare(
    `UPDATE sessions SET ended_at = CASE boot WHEN ? THEN ? ELSE max(started_at, coalesce(
       (SELECT created_at FROM history WHERE session = sessions.id ORDER BY pressed DESC LIMIT 1), 0)) END
     WHERE ended_at IS NULL`,
  )
  const begin = db.prepare(
    'INSERT INTO sessions (id, boot, room, environment, started_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const end = db.prepare('UPDATE sessions SET ended_at = ?, recorded_at = ? WHERE id = ?')
  const show = db.prepare(`UPDATE sessions SET shows = json_insert(shows, '$[#]', json(?)) WHERE id = ?`)
  return (mark: SessionMark, now: number) => {
    if ('show' in mark) return void show.run(JSON.stringify(mark.show.show), mark.show.id)
    if ('ends' in mark) return void end.run(mark.ends.at, now, mark.ends.id)
    const { id, boot, room, environment, at } = mark.begins
    endOthers.run(boot, at)
    begin.run(id, boot, room, environment, at, now)
  }
}
