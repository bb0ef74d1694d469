import type { Vendor } from '../../../shared/contract/fields.ts'
import { isEnded, sendStates, type SendState } from '../../../shared/domain/send-states.ts'
import type { Policy } from '../policy.ts'

/** Where a send may go from each state. Design: "The ledger: states and rules". */
const leavesTo: Record<SendState, readonly SendState[]> = {
  // Refused from here: no call could be built of it.
  queued: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  sending: ['delivered', 'refused', 'dropped', 'waiting', 'processing', 'unknown'],
  waiting: ['sending', 'cancelled', 'expired', 'held', 'refused'],
  processing: ['delivered', 'refused', 'unknown', 'processing'],
  // ZEGO only: a query settles it, or the same MsgId goes out again. A Tencent send stays and may change its hint.
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

/** These sends have no effect at the vendor and can get none from an earlier attempt, so STOP cancels them. */
export const isUnsent = (state: SendState) => state === 'queued' || state === 'waiting'

/** What a send of an earlier boot becomes at the next start; undefined = it stays. Nothing is sent by itself. */
export function afterRestart(state: SendState): SendState | undefined {
  if (state === 'sending') return 'unknown'
  return isUnsent(state) ? 'held' : undefined
}

/**
 * Unknown for good: nobody asks about it any more. ZEGO is asked for some time from the press; a Tencent gift may land, and
 * move its hint, for some time after its answer was lost.
 */
export function isGivenUp(
  { state, vendor }: { state: SendState; vendor: Vendor },
  ages: { sincePressMs: number; sinceChangeMs: number },
  policy: Policy['reconciling'],
): boolean {
  if (state !== 'unknown' && state !== 'processing') return false
  return vendor === 'zego' ? ages.sincePressMs > policy.giveUpAfterMs : ages.sinceChangeMs > policy.mayLandLateMs
}
