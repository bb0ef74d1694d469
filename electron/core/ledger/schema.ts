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
]
