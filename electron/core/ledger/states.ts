import type { Vendor } from '../../../shared/contract/fields.ts'
import { isEnded, sendStates, type SendState } from '../../../shared/domain/send-states.ts'
import type { Policy } from '../policy.ts'

/** The state machine of a send: the states that may follow each state. */
const leavesTo: Record<SendState, readonly SendState[]> = {
  // `refused` follows directly if no call could be built from the send.
  queued: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  sending: ['delivered', 'refused', 'dropped', 'waiting', 'processing', 'unknown'],
  waiting: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  processing: ['delivered', 'refused', 'unknown', 'processing'],
  // Only a ZEGO send leaves this state: a query finds its outcome, or the same MsgId is sent again. A Tencent send stays
  // `unknown`; only its hint may change.
  unknown: ['delivered', 'refused', 'processing', 'sending', 'unknown'],
  held: ['queued', 'cancelled'],
  delivered: [],
  refused: [],
  dropped: [],
  cancelled: [],
  expired: [],
}

export const mayBecome = (from: SendState, to: SendState) => leavesTo[from].includes(to)

export const openStates = sendStates.filter((state) => !isEnded(state))

/** Sends that have had no effect at the vendor, and cannot have one from an earlier attempt. STOP cancels them. */
export const isUnsent = (state: SendState) => state === 'queued' || state === 'waiting'

/** The state of a send of an earlier run after a start; undefined = unchanged. Nothing is resumed without the host. */
export function afterRestart(state: SendState): SendState | undefined {
  if (state === 'sending') return 'unknown'
  return isUnsent(state) ? 'held' : undefined
}

/**
 * True if the outcome stays unknown and is no longer looked up. ZEGO is queried for a limited time after the press. A
 * Tencent gift may still arrive, and change the hint, for a limited time after its answer was lost.
 */
export function isGivenUp(
  { state, vendor }: { state: SendState; vendor: Vendor },
  ages: { sincePressMs: number; sinceChangeMs: number },
  policy: Policy['reconciling'],
): boolean {
  if (state !== 'unknown' && state !== 'processing') return false
  return vendor === 'zego' ? ages.sincePressMs > policy.giveUpAfterMs : ages.sinceChangeMs > policy.mayLandLateMs
}
