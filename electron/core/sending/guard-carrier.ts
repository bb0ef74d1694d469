import type { Clock, Log } from '../ports.ts'
import { stackOf, within } from '../safely.ts'
import type { Judgement } from '../vendors/vendor.ts'
import type { Carrier } from './carrier.ts'

/** Far beyond the seconds that a whole call may take; only a call that never ends at all meets it. */
const longestCallMs = 2 * 60_000
/** So long a send waits for what should come before it. */
const longestPreparationMs = 30_000

/**
 * The same carrier, whose promises always end well. A call that throws, rejects or never ends may have been sent, so its
 * sends are unknown; a preparation that does keeps no send back.
 */
export function guardCarrier(carrier: Carrier, { clock, log }: { clock: Clock; log: Log }): Carrier {
  return {
    ...carrier,
    async transmit(call, sends) {
      try {
        return await within(clock, longestCallMs, carrier.transmit(call, sends))
      } catch (error) {
        log.error('A call failed on its way.', { api: call.api, stack: stackOf(error) })
        return new Map(sends.map(({ id }): [string, Judgement] => [id, { state: 'unknown', reason: 'sending-failed' }]))
      }
    },
    ...(carrier.prepare && {
      async prepare(send) {
        try {
          await within(clock, longestPreparationMs, carrier.prepare!(send))
        } catch (error) {
          log.warn('What should come before a send failed.', { id: send.id, stack: stackOf(error) })
        }
      },
    }),
  }
}
