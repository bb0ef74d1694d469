import type { Send } from '../ledger/send.ts'
import type { Call, Outcome } from './vendor.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { stackOf, within } from '../platform/run-safely.ts'

/** How one kind of send travels over one connection. The dispatcher needs no more of a vendor than this. */
export interface Operation {
  carries: Send['kind']
  /** The vendor's own name of the call. */
  api: string
  /** Sends one call may carry. */
  batch: number
  limits: readonly Limit[]
  /** What this attempt fixes about the send, kept with it: see Send. Throws where it cannot be sent now. */
  stamp?(send: Send): Pick<Send, 'giftTime'>
  /** Throws where no call can be built of these. Nothing has left then. */
  call(sends: readonly Send[]): Call
  /** One attempt; an outcome for every send's id. If it throws, the call may have been sent. */
  transmit(call: Call, sends: readonly Send[]): Promise<ReadonlyMap<string, Outcome>>
  /** Must be over before the send may join the line; its failure blocks nothing. */
  prepare?(send: Send): Promise<void>
}

/** One vendor limit. Equal keys are one limit, whatever room is active: see limits.ts. */
export interface Limit {
  key: string
  perSecond: number
  /** Spread evenly while someone waits, for lanes that merge. */
  smooth: boolean
}

/**
 * The same operation, whose promises never reject and always settle. A call that throws, rejects or never ends may have been sent, so its
 * sends are unknown; a preparation that does keeps no send back.
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
