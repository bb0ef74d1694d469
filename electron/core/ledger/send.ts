import type { Accepted, Announcement, Gift, Receipt, SendState } from '../../../shared/contract/send.ts'
import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import { iso } from '../../../shared/domain/time.ts'
import { english, sentenceOf, type Reason } from '../../../shared/sentences/sentences.ts'

/** A gift or announcement as the ledger stores it. Times in ms since 1970. */
export interface Send {
  id: string
  /** Seq of the last change. */
  seq: number
  /** Seq of the press, or of the release of a held send. STOP cancels the sends up to a `firstSeq`. */
  firstSeq: number
  /** Seq of the press; never changes. The history is ordered by it. */
  pressed: number
  /** Id of the session: see sends/session.ts. */
  session: string
  vendor: Vendor
  kind: 'gift' | 'announcement'
  state: SendState
  reason: Reason
  environment: Environment
  roomName: string
  roomId: string
  /** Key of the connection (see tencentKey in rooms/room-secrets.ts); never changes. */
  connection: string
  /** Run id of the press; never changes. A MsgId is sent again only within the run of its press. */
  boot: string
  gift?: Gift
  announcement?: Announcement
  msgId?: string
  parentId?: string
  by?: NonNullable<Receipt['by']>
  /** The key that was pressed, and the room of its deck. */
  key?: NonNullable<Receipt['key']>
  /** The name of the device's token at the time of the press. */
  device?: string
  /** Name on the pressed key at the time of the press, otherwise on the only key with this gift. */
  giftName?: string
  giftIcon?: string
  /** Price of the whole send, by the price of its key at the time of the press. */
  coins?: number
  attempts: number
  /**
   * The `Timestamp` of the last attempt of a ZEGO gift, in ms. A later attempt of the same MsgId reuses it, because the
   * vendor's answers distinguish two sends of one MsgId by it. Not part of the receipt.
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
  /** Ledger time (LedgerTime in protocol.ts) of the press and of the last change; absent in sends of ledger version 2. */
  pressedOn?: number
  changedOn?: number
}

export const hintReasons = { 'likely-delivered': 'hint-likely-delivered', 'likely-not': 'hint-likely-not' } as const

/** Builds the receipt with its English sentences. The page translates `reason` for other languages. */
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
