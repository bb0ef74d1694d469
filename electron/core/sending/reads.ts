import type { Clock } from '../ports.ts'
import type { Answer } from '../vendors/vendor.ts'
import { createLane } from './lane.ts'
import type { RateLimit } from './limits.ts'

export type Reads = ReturnType<typeof createReads>

/** Calls that change nothing, or nothing that matters, each through the lane of its own vendor limit. */
export function createReads(lent: { clock: Clock; limit: RateLimit }) {
  const lane = createLane<() => Promise<unknown>>({
    slots: [lent.limit.slots],
    batch: 1,
    clock: lent.clock,
    run: async ([call], left) => {
      left()
      await call!()
    },
  })
  return <T>(call: () => Promise<Answer<T>>, urgency: 0 | 1 = 1, key = 'reads'): Promise<Answer<T>> =>
    new Promise((resolve) => {
      // Reads may always be repeated, so what fails in one is trouble like any other, and nobody waits for ever.
      const broke = () => resolve({ ok: false, trouble: { state: 'unknown', reason: 'answer-unreadable' } })
      const push = (run: () => Promise<void>) => lane.push(() => run().catch(broke), { key, urgency })
      const run = (last: boolean) => async () => {
        const answer = await call()
        const waits = !answer.ok && answer.trouble.state === 'waiting' ? answer.trouble : undefined
        if (waits?.slows) lent.limit.slow()
        // The sign-in or the clock was mended just now, so another try is worth it.
        if (waits?.renewed && !last) push(run(true))
        else resolve(answer)
      }
      push(run(false))
    })
}
