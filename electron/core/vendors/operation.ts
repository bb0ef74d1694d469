import type { Send } from '../ledger/send.ts'
import type { Call, Outcome } from './vendor.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { stackOf, within } from '../platform/run-safely.ts'

/** How one kind of send is sent over one connection. This is all that the dispatcher uses of a vendor. */
export interface Operation {
  carries: Send['kind']
  /** The vendor's name of the call. */
  api: string
  /** Most sends per call. */
  batch: number
  limits: readonly Limit[]
  /** The values that this attempt fixes; they are stored in the send. Throws if it cannot be sent now. */
  stamp?(send: Send): Pick<Send, 'giftTime'>
  /** Builds the call. Throws if that is not possible; nothing has been sent then. */
  call(sends: readonly Send[]): Call
  /** One attempt; an outcome for every send's id. If it throws, the call may have been sent. */
  transmit(call: Call, sends: readonly Send[]): Promise<ReadonlyMap<string, Outcome>>
  /** Runs before the send is queued. The send is queued even if it fails. */
  prepare?(send: Send): Promise<void>
}

/** One vendor limit. Equal keys are the same limit in every room: see rate-limit/adaptive-limit.ts. */
export interface Limit {
  key: string
  perSecond: number
  /** Spreads calls evenly while sends are waiting, so that a lane with batches collects more per call. */
  smooth: boolean
}

/**
 * Wraps the operation so that its promises never reject and always settle. A call that throws or never ends may have been
 * sent, so its sends become `unknown`. A preparation that throws or never ends does not hold back its send.
 */
export function guardOperation(
  operation: Operation,
  deps: { clock: Clock; log: Log; policy: Policy['sending'] },
): Operation {
  const { clock, log, policy } = deps
  return {
    ...operation,
    async transmit(call, sends) {
      try {
        return await within(clock, policy.longestCallMs, operation.transmit(call, sends))
      } catch (error) {
        log.error('A call failed on its way.', { api: call.api, stack: stackOf(error) })
        return new Map(sends.map(({ id }): [string, Outcome] => [id, { state: 'unknown', reason: 'sending-failed' }]))
      }
    },
    ...(operation.prepare && {
      async prepare(send) {
        try {
          await within(clock, policy.longestPreparationMs, operation.prepare!(send))
        } catch (error) {
          log.warn('What should come before a send failed.', { id: send.id, stack: stackOf(error) })
        }
      },
    }),
  }
}
