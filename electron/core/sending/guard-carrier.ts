import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { stackOf, within } from '../safely.ts'
import type { Judgement } from '../vendors/vendor.ts'
import type { Carrier } from './carrier.ts'

/**
 * The same carrier, whose promises always end well. A call that throws, rejects or never ends may have been sent, so its
 * sends are unknown; a preparation that does keeps no send back.
 */
export function guardCarrier(carrier: Carrier, deps: { clock: Clock; log: Log; policy: Policy['sending'] }): Carrier {
  const { clock, log, policy } = deps
  return {
    ...carrier,
    async transmit(call, sends) {
      try {
        return await within(clock, policy.longestCallMs, carrier.transmit(call, sends))
      } catch (error) {
        log.error('A call failed on its way.', { api: call.api, stack: stackOf(error) })
        return new Map(sends.map(({ id }): [string, Judgement] => [id, { state: 'unknown', reason: 'sending-failed' }]))
      }
    },
    ...(carrier.prepare && {
      async prepare(send) {
        try {
          await within(clock, policy.longestPreparationMs, carrier.prepare!(send))
        } catch (error) {
          log.warn('What should come before a send failed.', { id: send.id, stack: stackOf(error) })
        }
      },
    }),
  }
}
