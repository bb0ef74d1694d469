import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../../electron/core/ledger/schema.ts'
import { newSend } from './make-ledger.ts'

/** Writes a ledger as the first Giftdeck left it: two runs, two rooms, and a STOP in the second run. */
export function writeVersionOne(dir: string, sends: number) {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'))
  db.exec(`PRAGMA journal_mode = WAL; BEGIN; ${migrations[0]} PRAGMA user_version = 1;`)
  const put = db.prepare('INSERT INTO sends VALUES (?, ?, ?, ?, ?)')
  const event = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, NULL, ?)')
  for (let at = 0; at < sends; at++) {
    const pressed = at * 2 + 1
    const stopped = at >= sends - 20
    const state = stopped ? 'cancelled' : 'delivered'
    const reason = stopped ? 'cancelled-by-stop' : 'delivered-ok'
    const boot = at < sends / 2 ? 'first run' : 'second run'
    const roomName = at % 3 === 0 ? 'Morning' : 'Evening'
    const { session: _, ...send } = newSend({
      id: `old-${at}`,
      state,
      reason,
      boot,
      roomName,
      createdAt: at,
      updatedAt: at + 1,
    })
    put.run(send.id, pressed + 1, state, at + 1, JSON.stringify({ ...send, seq: pressed + 1, firstSeq: pressed }))
    event.run(pressed, send.id, boot, at, 0, 'queued', '{"reason":"queued"}')
    event.run(pressed + 1, send.id, boot, at + 1, 1, state, JSON.stringify({ reason }))
  }
  db.exec(`INSERT INTO stops VALUES (${sends * 2}, 5); COMMIT;`)
  db.close()
}

/** Reads from the file all data that version 1 had. */
export function contentOf(dir: string) {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'), { readOnly: true })
  try {
    const all = (sql: string) =>
      db
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }))
    return {
      version: db.prepare('PRAGMA user_version').get()!['user_version'],
      check: db.prepare('PRAGMA integrity_check').get()!['integrity_check'],
      sends: all('SELECT id, seq, state, updated_at FROM sends ORDER BY seq'),
      events: all('SELECT * FROM events ORDER BY seq'),
      stops: all('SELECT * FROM stops'),
    }
  } finally {
    db.close()
  }
}
