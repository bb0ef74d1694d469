import type { DatabaseSync } from 'node:sqlite'
import type { Send } from './send.ts'

/** How a send is found again: what the history keeps of it beside the send itself. */

/** What is spent: Tencent's Count, ZEGO's Num times Value. */
export const piecesOf = ({ gift }: Pick<Send, 'gift'>) => (gift ? gift.count * (gift.value ?? 1) : 0)

/**
 * Everything a host might look for, small letters, one value a line. The gift's id comes first, so that a gift can also
 * be found by the name of its key: see history-store.ts.
 */
export function searchWords(send: Send): string {
  const { gift, giftName, announcement, roomName, roomId, id, parentId, msgId, requestId, code, msgSeq, vendorText } =
    send
  const from = gift?.from ?? announcement?.from
  const people = typeof from === 'object' ? [from.userId, from.nickname] : [from]
  const words = [announcement?.text, announcement?.extensionInfo, ...people, gift?.to, roomName, roomId]
  const ids = [id, parentId, msgId, requestId, code, msgSeq, vendorText]
  const values = [gift?.giftId ?? '', giftName, ...words, ...ids].filter((value) => value !== undefined)
  return `\n${values.join('\n').toLowerCase()}\n`
}

/** A migration calls these from its SQL, so that old rows are found by the very same words. */
export function lendRowFunctions(db: DatabaseSync) {
  const read = (data: unknown) => JSON.parse(data as string) as Send
  db.function('history_words', { deterministic: true }, (data) => searchWords(read(data)))
  db.function('history_pieces', { deterministic: true }, (data) => piecesOf(read(data)))
}
