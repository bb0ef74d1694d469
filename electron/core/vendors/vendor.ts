import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'

/** What the features need of a vendor. All vendor words end behind these types. */

/** One call as it is recorded and sent. The body is final; the signed query is made fresh for every attempt. */
export interface Call {
  vendor: Vendor
  /** The vendor's own name of the call: `send_gift`, `SendDanmakuGifts`. */
  api: string
  body: string
}

export interface Evidence {
  /** The vendor's code, where it gave one. */
  code?: number
  /** The vendor's own text: hostile, shown as text only, never parsed. */
  vendorText?: string
  requestId?: string
  msgSeq?: number
  /** ZEGO keeps this result for the MsgId; without it a refusal says nothing about an earlier attempt. */
  recorded?: true
}

/** What one answer, or its absence, means for one send. Design: "The ledger: states and rules". */
export type Outcome = Evidence &
  (
    | { state: 'delivered' }
    | { state: 'dropped'; reason: Reason }
    /**
     * `pauses`: the fault lies in the connection, so the rest of its line would fail alike. `splits`: the whole call was
     * refused for what one of its gifts holds, and nothing of it was recorded.
     */
    | { state: 'refused'; reason: Reason; pauses?: true; splits?: true }
    /**
     * Provably not applied. `slows`: the vendor asked for a lower rate. `rests`: everything that signs alike waits for
     * `afterMs`; `laneRestsMs`: the calls of this limit do. `renewed`: the sign-in or clock was mended; try once.
     */
    | {
        state: 'waiting'
        reason: Reason
        afterMs?: number
        rests?: true
        laneRestsMs?: number
        slows?: true
        renewed?: true
      }
    | { state: 'processing'; reason: Reason }
    | { state: 'unknown'; reason: Reason; laneRestsMs?: number }
  )

/** A read either has its value or says why not; reads may always be repeated. */
export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }
export type Trouble = Exclude<Outcome, { state: 'delivered' | 'dropped' }>

/** Totals as the vendor gave them; a missing number is null, never 0. */
export interface Totals {
  totalCount: number | null
  totalCoins: number | null
  senderCount: number | null
  sequence: number | null
}

/** The same for a whole room, with what else the vendor counts there. */
export interface RoomCounts extends Omit<Totals, 'sequence'> {
  viewerCount: number | null
  likeCount: number | null
  messageCount: number | null
}

export interface CatalogueGift {
  giftId: string
  name: string
  coins: number | null
  iconUrl: string | null
}

/** Whether an app knows an account that its sends may name. */
export type AccountStatus = 'imported' | 'not-imported'

export interface Account {
  userId: string
  name?: string
  /** An address. */
  picture?: string
}

/**
 * How far a viewer is known to have come into a running game. `asked`: the join comment was taken, which says nothing yet;
 * `in`: a gift of theirs was delivered since; `turned-away`: the game did not know them at their last gift.
 */
export type GameStanding = 'not-asked' | 'asked' | 'in' | 'turned-away'

/** Why no call can be built of a send, in words for its receipt. Anything else thrown while building is a fault of ours. */
export class Unsendable extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export const whyUnsendable = (error: unknown): Reason => (error instanceof Unsendable ? error.reason : 'call-not-built')
