import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'

/** The types by which the rest of the core uses a vendor. Vendor-specific terms do not appear outside this folder. */

/** One call as it is recorded and sent. The body is final; the query is signed again for every attempt. */
export interface Call {
  vendor: Vendor
  /** The vendor's name of the call: `send_gift`, `SendDanmakuGifts`. */
  api: string
  body: string
}

export interface Evidence {
  /** The vendor's code, if the answer had one. */
  code?: number
  /** The vendor's own text. It is untrusted: shown as plain text only, never parsed. */
  vendorText?: string
  requestId?: string
  msgSeq?: number
  /** ZEGO recorded this result for the MsgId. Without it a refusal does not rule out that an earlier attempt worked. */
  recorded?: true
}

/** What an answer, or a missing answer, means for one send. */
export type Outcome = Evidence &
  (
    | { state: 'delivered' }
    | { state: 'dropped'; reason: Reason }
    /**
     * `pauses`: the whole connection is at fault, so its other sends would fail too. `splits`: the vendor refused the
     * whole batch because of one gift and recorded nothing, so the batch is halved and sent again.
     */
    | { state: 'refused'; reason: Reason; pauses?: true; splits?: true }
    /**
     * Provably not applied. `slows`: the vendor asked for a lower rate. `rests`: all calls with this sign-in wait for
     * `afterMs`. `laneRestsMs`: the calls of this limit wait. `renewed`: the sign-in or clock was renewed; retry once.
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

/** The result of a read: its value, or the failure. */
export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }
export type Trouble = Exclude<Outcome, { state: 'delivered' | 'dropped' }>

/** Totals as the vendor reported them; a missing number is null, never 0. */
export interface Totals {
  totalCount: number | null
  totalCoins: number | null
  senderCount: number | null
  sequence: number | null
}

/** Totals of a whole room, with the other numbers that the vendor counts. */
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

/** Whether an account was imported into the app. Sends may only name imported accounts. */
export type AccountStatus = 'imported' | 'not-imported'

export interface Account {
  userId: string
  name?: string
  /** The picture's URL. */
  picture?: string
}

/**
 * Whether a viewer has joined the running game. `asked`: the vendor accepted the join comment, which does not prove that
 * the viewer joined. `in`: a gift of the viewer was delivered since. `turned-away`: the last gift was refused because the
 * viewer was not in the game.
 */
export type GameStanding = 'not-asked' | 'asked' | 'in' | 'turned-away'

/** No call can be built from a send, with the reason for its receipt. Any other error while building is a bug. */
export class Unsendable extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export const whyUnsendable = (error: unknown): Reason => (error instanceof Unsendable ? error.reason : 'call-not-built')
