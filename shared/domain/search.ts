import type { Receipt } from '../contract/send.ts'

type SearchedFields = Pick<
  Receipt,
  | 'gift'
  | 'giftName'
  | 'announcement'
  | 'roomName'
  | 'roomId'
  | 'id'
  | 'parentId'
  | 'msgId'
  | 'requestId'
  | 'code'
  | 'msgSeq'
  | 'vendorText'
>

/** Normalises the text of a search box. */
export const searchedText = (typed: string) => typed.trim().toLowerCase()

/** True if the name contains the text. `searched` is the result of `searchedText`. */
export const isNamed = (name: string, searched: string) => name.toLowerCase().includes(searched)

/**
 * Returns all searchable values of a send, in lower case, one per line. The history and the live list use the same
 * text. The gift id comes first, so that a gift can also be found by the name of its key: see
 * electron/core/ledger/history-store.ts.
 */
export function searchWords(send: SearchedFields): string {
  const { gift, giftName, announcement, roomName, roomId, id, parentId, msgId, requestId, code, msgSeq, vendorText } =
    send
  const from = gift?.from ?? announcement?.from
  const people = typeof from === 'object' ? [from.userId, from.nickname] : [from]
  const words = [announcement?.text, announcement?.extensionInfo, ...people, gift?.to, roomName, roomId]
  const ids = [id, parentId, msgId, requestId, code, msgSeq, vendorText]
  const values = [gift?.giftId ?? '', giftName, ...words, ...ids].filter((value) => value !== undefined)
  return `\n${values.join('\n').toLowerCase()}\n`
}
