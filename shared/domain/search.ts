import type { Receipt } from '../contract/send.ts'

type Searched = Pick<
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

/** What was typed into a search box, as it is looked for. */
export const searchedText = (typed: string) => typed.trim().toLowerCase()

/** `searched` comes from `searchedText`. */
export const isNamed = (name: string, searched: string) => name.toLowerCase().includes(searched)

/**
 * Everything a host might look for, small letters, one value a line: the history and the live list find by the same. The
 * gift's id comes first, so that a gift can also be found by the name of its key: see electron/core/ledger/history-store.ts.
 */
export function searchWords(send: Searched): string {
  const { gift, giftName, announcement, roomName, roomId, id, parentId, msgId, requestId, code, msgSeq, vendorText } =
    send
  const from = gift?.from ?? announcement?.from
  const people = typeof from === 'object' ? [from.userId, from.nickname] : [from]
  const words = [announcement?.text, announcement?.extensionInfo, ...people, gift?.to, roomName, roomId]
  const ids = [id, parentId, msgId, requestId, code, msgSeq, vendorText]
  const values = [gift?.giftId ?? '', giftName, ...words, ...ids].filter((value) => value !== undefined)
  return `\n${values.join('\n').toLowerCase()}\n`
}
