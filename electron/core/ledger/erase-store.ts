import type { DatabaseSync } from 'node:sqlite'
import type { SendState } from '../../../shared/contract/send.ts'
import { isEnded } from '../../../shared/domain/send-states.ts'
import type { Policy } from '../policy.ts'
import type { ErasedPart, EraseRest } from './protocol.ts'

/** Erases rows. Every call is one transaction, and the rows of one send are never divided between two. */
export interface EraseStore {
  /** The seq from which on nothing is as old as `before`, in ledger time. */
  firstSince(before: number): number
  /** Erases sends that have ended, from one seq up to another one, until the time of a transaction is over. */
  eraseEnded(from: number, upTo: number): ErasedPart
  /** Erases these sends, whatever their state. Returns their number. */
  eraseOpen(ids: readonly string[]): number
  /** Erases what has outlived its sends. */
  eraseRest(of: EraseRest): void
}

type Row = { id: string; seq: number; state: SendState; pressed: number }

export function prepareErase(
  db: DatabaseSync,
  { largestBatchCount, eraseSliceMs }: Policy['ledger'],
  inTransaction: <T>(work: () => T) => T,
): EraseStore {
  const row = `SELECT id, seq, state, data ->> '$.pressed' AS pressed FROM sends`
  const find = {
    // Ledger time increases with the seq, so this query reads only the rows that will be erased.
    firstSince: db.prepare('SELECT seq FROM sends WHERE updated_at >= ? ORDER BY seq LIMIT 1'),
    afterLast: db.prepare('SELECT coalesce(max(seq), 0) + 1 AS seq FROM sends'),
    between: db.prepare(`${row} WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ${largestBatchCount}`),
    listed: db.prepare(`${row} WHERE id IN (SELECT value FROM json_each(?))`),
  }
  // The last event is kept, so that a seq is never assigned twice.
  const events = db.prepare('DELETE FROM events WHERE send_id = ? AND seq < (SELECT max(seq) FROM events)')
  const history = db.prepare('DELETE FROM history WHERE pressed = ?')
  const send = db.prepare('DELETE FROM sends WHERE id = ?')
  const erase = ({ id, pressed }: Row) => {
    events.run(id)
    history.run(pressed)
    send.run(id)
  }

  return {
    firstSince: (before) => (find.firstSince.get(before) ?? find.afterLast.get())!['seq'] as number,
    eraseEnded: (from, upTo) =>
      inTransaction(() => {
        const endsAt = performance.now() + eraseSliceMs
        const rows = find.between.all(from, upTo) as Row[]
        let erased = 0
        for (const each of rows) {
          if (isEnded(each.state)) {
            erase(each)
            erased++
          }
          if (performance.now() >= endsAt) return { erased, next: each.seq + 1 }
        }
        return { erased, next: rows.length < largestBatchCount ? null : rows.at(-1)!.seq + 1 }
      }),
    eraseOpen: (ids) =>
      inTransaction(() => {
        const rows = find.listed.all(JSON.stringify(ids)) as Row[]
        rows.forEach(erase)
        return rows.length
      }),
    eraseRest: ({ before, unreferred, keysBefore }) =>
      inTransaction(() => {
        db.prepare('DELETE FROM idempotency WHERE at < ?').run(keysBefore)
        if (unreferred) {
          db.prepare(eraseOrphans).run()
          for (const statement of eraseUnreferred) db.prepare(statement).run(before)
        }
        db.prepare(eraseStops).run()
      }),
  }
}

const eraseStops = `DELETE FROM stops
  WHERE up_to < (SELECT max(up_to) FROM stops) AND NOT EXISTS (SELECT 1 FROM history WHERE stop = stops.up_to)`
/** An event that was the last one when its send was erased. */
const eraseOrphans = `DELETE FROM events
  WHERE send_id NOT IN (SELECT id FROM sends) AND seq < (SELECT max(seq) FROM events)`
const eraseUnreferred = [
  `UPDATE sessions SET shows = '[]' WHERE recorded_at < ? AND id NOT IN (SELECT session FROM totals WHERE sends > 0)`,
  'DELETE FROM calls WHERE at < ? AND id NOT IN (SELECT call_id FROM events WHERE call_id IS NOT NULL)',
  'DELETE FROM sessions WHERE recorded_at < ? AND ended_at IS NOT NULL AND id NOT IN (SELECT session FROM totals WHERE sends > 0)',
]
