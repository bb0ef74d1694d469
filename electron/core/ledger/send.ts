import type { Accepted, Announcement, Gift, Receipt, SendState } from '../../../shared/contract/send.ts'
import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import { iso } from '../../../shared/domain/time.ts'
import { english, sentenceOf, type Reason } from '../../../shared/sentences/sentences.ts'

/** One thing a host asked for, as the ledger keeps it. Times in ms since 1970. */
export interface Send {
  id: string
  /** Of the last change. */
  seq: number
  /** Of the press, or of the release of a held send; STOP cancels by it. */
  firstSeq: number
  /** Of the press, for good: history is ordered by it. */
  pressed: number
  /** One run of the program in one room: see sends/session.ts. */
  session: string
  vendor: Vendor
  kind: 'gift' | 'announcement'
  state: SendState
  reason: Reason
  environment: Environment
  roomName: string
  roomId: string
  /** Which connection it belongs to, for good: see rooms/connection-key.ts. */
  connection: string
  /** The run of the program that pressed it, for good: it decides whether a MsgId may go out again. */
  boot: string
  gift?: Gift
  announcement?: Announcement
  msgId?: string
  parentId?: string
  by?: NonNullable<Receipt['by']>
  /** The key that was pressed, and the room whose deck it stood in. */
  key?: NonNullable<Receipt['key']>
  /** Of that key, or else of the one that held this gift alone, at the press. */
  giftName?: string
  giftIcon?: string
  /** Of the whole send, by the price its key had at the press. */
  coins?: number
  attempts: number
  /**
   * The `Timestamp` that the last attempt of a ZEGO gift bore, ms. A gift that may have left keeps it, since it tells two
   * sends of one MsgId apart in the vendor's answers. Not part of the receipt.
   */
  giftTime?: number
  hint?: 'likely-delivered' | 'likely-not'
  code?: number
  vendorText?: string
  requestId?: string
  msgSeq?: number
  latencyMs?: number
  createdAt: number
  updatedAt: number
  /** Ledger time of the press and of the last change, see createLedgerTime in ledger/protocol.ts; missing in sends of version 2. */
  pressedOn?: number
  changedOn?: number
}

export const hintReasons = { 'likely-delivered': 'hint-likely-delivered', 'likely-not': 'hint-likely-not' } as const

/** The receipt says what the ledger knows, in English; other languages translate `reason`. */
export function toReceipt(send: Send): Receipt {
  const { firstSeq: _, connection: __, boot: ___, pressedOn: ____, changedOn: _____, giftTime: ______, ...rest } = send
  const { createdAt, updatedAt, ...known } = rest
  const sentence = send.hint ? english[hintReasons[send.hint]] : sentenceOf(english, send)!
  return {
    ...known,
    message: [sentence.happened, sentence.viewers].filter(Boolean).join(' '),
    advice: sentence.advice,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  }
}

export const accepted = ({ id, seq, state, msgId }: Send): Accepted => ({ id, seq, state, ...(msgId && { msgId }) })
