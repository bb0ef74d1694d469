/** Entry n migrates the ledger from version n to n + 1. A released entry is never edited. */
export const migrations: readonly string[] = [
  `CREATE TABLE sends (
     id TEXT PRIMARY KEY, seq INTEGER NOT NULL, state TEXT NOT NULL, updated_at INTEGER NOT NULL, data TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX sends_by_seq ON sends (seq);
   CREATE INDEX sends_open ON sends (state)
     WHERE state IN ('queued', 'sending', 'waiting', 'processing', 'unknown', 'held');
   CREATE TABLE calls (
     id TEXT PRIMARY KEY, vendor TEXT NOT NULL, api TEXT NOT NULL, connection TEXT NOT NULL, at INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX calls_by_time ON calls (at);
   CREATE TABLE events (
     seq INTEGER PRIMARY KEY, send_id TEXT NOT NULL, boot TEXT NOT NULL, at INTEGER NOT NULL, mono REAL NOT NULL,
     state TEXT NOT NULL, call_id TEXT, evidence TEXT NOT NULL
   ) STRICT;
   CREATE INDEX events_by_send ON events (send_id);
   CREATE TABLE stops (up_to INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE idempotency (key TEXT PRIMARY KEY, send_id TEXT NOT NULL, at INTEGER NOT NULL) STRICT;`,
  // `history` has one narrow row per send in the order of the presses. Paging, search and totals read only this table.
  // `history_words` and `history_pieces` are SQL functions that history-row.ts defines.
  `CREATE TABLE sessions (
     id TEXT PRIMARY KEY, boot TEXT NOT NULL, room TEXT NOT NULL, environment TEXT NOT NULL,
     started_at INTEGER NOT NULL, ended_at INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE history (
     pressed INTEGER PRIMARY KEY, id TEXT NOT NULL, session TEXT NOT NULL, vendor TEXT NOT NULL, kind TEXT NOT NULL,
     state TEXT NOT NULL, created_at INTEGER NOT NULL, pieces INTEGER NOT NULL, coins INTEGER, stop INTEGER,
     parent TEXT, words TEXT NOT NULL
   ) STRICT;
   CREATE INDEX history_by_session ON history (session, pressed);
   CREATE INDEX history_by_stop ON history (stop, pressed) WHERE stop IS NOT NULL;
   CREATE INDEX history_by_parent ON history (parent) WHERE parent IS NOT NULL;
   CREATE INDEX stops_by_mark ON stops (up_to);
   CREATE TEMP TABLE version_1 AS
     SELECT id, coalesce((SELECT min(seq) FROM events WHERE send_id = sends.id), seq) AS pressed,
       data ->> '$.boot' AS boot, data ->> '$.roomName' AS room, data ->> '$.environment' AS environment,
       data ->> '$.createdAt' AS created_at, updated_at
     FROM sends;
   INSERT INTO sessions
     SELECT 'session-' || min(pressed), boot, room, environment, min(created_at), max(updated_at)
     FROM version_1 GROUP BY boot, room, environment;
   UPDATE sends SET data = json_set(data, '$.pressed', old.pressed, '$.session', sessions.id)
     FROM version_1 AS old JOIN sessions USING (boot, room, environment) WHERE old.id = sends.id;
   INSERT INTO history
     SELECT data ->> '$.pressed', id, data ->> '$.session', data ->> '$.vendor', data ->> '$.kind', state,
       data ->> '$.createdAt', history_pieces(data), NULL,
       CASE WHEN data ->> '$.reason' = 'cancelled-by-stop'
         THEN (SELECT min(up_to) FROM stops WHERE up_to >= data ->> '$.firstSeq') END,
       data ->> '$.parentId', history_words(data)
     FROM sends ORDER BY data ->> '$.pressed';
   DROP TABLE version_1;`,
  // From here on ages are measured in ledger time (createLedgerTime in ledger/protocol.ts), not by the wall clock:
  // `updated_at` of sends and `at` of calls and idempotency hold ledger time. Rows of version 2 get a ledger time from
  // the gaps between entries, counted back from the newest one. A gap counts as one day at most; otherwise a clock that
  // was wrong for a while would expire old rows.
  `CREATE TABLE ledger_time (
     id INTEGER PRIMARY KEY CHECK (id = 1), now INTEGER NOT NULL, confirmed_at INTEGER, confirmed_wall INTEGER,
     first_seq INTEGER NOT NULL
   ) STRICT;
   INSERT INTO ledger_time SELECT 1, coalesce((SELECT at FROM events ORDER BY seq DESC LIMIT 1), 0), NULL, NULL, 0;
   CREATE TEMP TABLE version_2 AS
     SELECT seq, call_id, (SELECT now FROM ledger_time) - sum(step) OVER () + sum(step) OVER (ORDER BY seq) AS at
     FROM (SELECT seq, call_id, min(max(at - lag(at, 1, at) OVER (ORDER BY seq), 0), 86400000) AS step FROM events);
   CREATE UNIQUE INDEX temp.version_2_by_seq ON version_2 (seq);
   CREATE INDEX temp.version_2_by_call ON version_2 (call_id) WHERE call_id IS NOT NULL;
   UPDATE sends SET updated_at = old.at FROM version_2 AS old WHERE old.seq = sends.seq;
   UPDATE calls SET at = coalesce(
     (SELECT min(old.at) FROM version_2 AS old WHERE old.call_id = calls.id), (SELECT now FROM ledger_time));
   DROP TABLE version_2;
   ALTER TABLE sessions ADD COLUMN recorded_at INTEGER NOT NULL DEFAULT 0;
   UPDATE sessions SET recorded_at = (SELECT now FROM ledger_time);
   ALTER TABLE idempotency ADD COLUMN call TEXT;
   ALTER TABLE idempotency ADD COLUMN others TEXT NOT NULL DEFAULT '[]';
   UPDATE idempotency SET at = (SELECT now FROM ledger_time), others = coalesce(
     (SELECT json_array(send_id) FROM idempotency AS other WHERE other.key = idempotency.key || ' #2'), '[]');
   DELETE FROM idempotency AS other WHERE key LIKE '% #2' AND EXISTS (
     SELECT 1 FROM idempotency WHERE json_array(other.send_id) = others AND key || ' #2' = other.key);`,
  // `shows` has the summaries of the shows that ended in a session, as a JSON array.
  `ALTER TABLE sessions ADD COLUMN shows TEXT NOT NULL DEFAULT '[]';`,
  // `totals` counts the rows of `history` as they change, because counting a million of them takes a second.
  `CREATE TABLE totals (
     session TEXT NOT NULL, vendor TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, sends INTEGER NOT NULL,
     pieces INTEGER NOT NULL, coins INTEGER NOT NULL, priced INTEGER NOT NULL,
     PRIMARY KEY (session, vendor, kind, state)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO totals
     SELECT session, vendor, kind, state, count(*), sum(pieces), coalesce(sum(coins), 0), count(coins)
     FROM history GROUP BY session, vendor, kind, state;
   CREATE TRIGGER history_added AFTER INSERT ON history BEGIN
     INSERT INTO totals VALUES (new.session, new.vendor, new.kind, new.state, 1, new.pieces, coalesce(new.coins, 0),
         new.coins IS NOT NULL)
       ON CONFLICT DO UPDATE SET sends = sends + 1, pieces = pieces + excluded.pieces, coins = coins + excluded.coins,
         priced = priced + excluded.priced;
   END;
   CREATE TRIGGER history_removed AFTER DELETE ON history BEGIN
     UPDATE totals SET sends = sends - 1, pieces = pieces - old.pieces, coins = coins - coalesce(old.coins, 0),
         priced = priced - (old.coins IS NOT NULL)
       WHERE session = old.session AND vendor = old.vendor AND kind = old.kind AND state = old.state;
   END;
   CREATE TRIGGER history_moved AFTER UPDATE OF state ON history WHEN old.state != new.state BEGIN
     UPDATE totals SET sends = sends - 1, pieces = pieces - old.pieces, coins = coins - coalesce(old.coins, 0),
         priced = priced - (old.coins IS NOT NULL)
       WHERE session = old.session AND vendor = old.vendor AND kind = old.kind AND state = old.state;
     INSERT INTO totals VALUES (new.session, new.vendor, new.kind, new.state, 1, new.pieces, coalesce(new.coins, 0),
         new.coins IS NOT NULL)
       ON CONFLICT DO UPDATE SET sends = sends + 1, pieces = pieces + excluded.pieces, coins = coins + excluded.coins,
         priced = priced + excluded.priced;
   END;
   CREATE INDEX history_not_delivered ON history (state, pressed) WHERE state != 'delivered';`,
]
