import type { DatabaseSync } from 'node:sqlite'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import { searchWords } from '../../../shared/domain/search.ts'
import type { Send } from './send.ts'

/** The derived columns of the `history` table, computed from a send. */

/** Registers the SQL functions that a migration calls, so that old rows get the same search words as new ones. */
export function registerRowFunctions(db: DatabaseSync) {
  const read = (data: unknown) => JSON.parse(data as string) as Send
  db.function('history_words', { deterministic: true }, (data) => searchWords(read(data)))
  db.function('history_pieces', { deterministic: true }, (data) => piecesOf(read(data)))
}
