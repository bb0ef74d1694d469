import type { DatabaseSync } from 'node:sqlite'
import { searchWords } from '../../../shared/domain/search.ts'
import type { Send } from './send.ts'

/** How a send is found again: what the history keeps of it beside the send itself. */

/** What is spent: Tencent's Count, ZEGO's Num times Value. */
export const piecesOf = ({ gift }: Pick<Send, 'gift'>) => (gift ? gift.count * (gift.value ?? 1) : 0)

/** A migration calls these from its SQL, so that old rows are found by the very same words. */
export function lendRowFunctions(db: DatabaseSync) {
  const read = (data: unknown) => JSON.parse(data as string) as Send
  db.function('history_words', { deterministic: true }, (data) => searchWords(read(data)))
  db.function('history_pieces', { deterministic: true }, (data) => piecesOf(read(data)))
}
