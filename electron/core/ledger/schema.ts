/** Each entry brings the ledger one version up; entries are never edited once released. */
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
  // History: one narrow row per send in the order of the presses, which is what paging, search and totals read.
  // `history_words` and `history_pieces` are lent by history-row.ts.
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
]
