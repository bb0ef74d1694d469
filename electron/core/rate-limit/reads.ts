import type { Clock } from '../ports.ts'
import type { Answer, Trouble } from '../vendors/vendor.ts'
import { createLane } from './lane.ts'
import type { RateLimit } from './adaptive-limit.ts'
import type { Rest } from './rest.ts'

export type Reads = ReturnType<typeof createReads>

/**
 * Calls that change nothing, or nothing that matters, each through the lane of its own vendor limit. While the limit or the
 * sign-in rests, the answer is what began the rest, and nothing is asked.
 */
export function createReads(deps: { clock: Clock; limit: RateLimit; signIn?: Rest }) {
  const { limit, signIn } = deps
  const resting = () => signIn?.why() ?? limit.rest.why()
  const begins = (trouble: Trouble) => {
    if (trouble.state === 'waiting' && trouble.rests) signIn?.begin(trouble.afterMs ?? 0, trouble)
    if ('laneRestsMs' in trouble) limit.rest.begin(trouble.laneRestsMs ?? 0, trouble)
  }
  const lane = createLane<() => Promise<unknown>>({
    slidingWindow: [limit.slidingWindow],
    batch: 1,
    clock: deps.clock,
    run: async ([call], onSent) => {
      if (!resting()) onSent()
      await call!()
    },
  })
  return <T>(call: () => Promise<Answer<T>>, priority: 0 | 1 = 1, key = 'reads'): Promise<Answer<T>> =>
    new Promise((resolve) => {
      // A read may always be repeated. A read that throws resolves as a failure, so that its caller never waits for ever.
      const broke = () => resolve({ ok: false, trouble: { state: 'unknown', reason: 'answer-unreadable' } })
      const push = (run: () => Promise<void>) => lane.push(() => run().catch(broke), { key, priority })
      const run = (last: boolean) => async () => {
        const why = resting()
        if (why) return resolve({ ok: false, trouble: why })
        const answer = await call()
        if (!answer.ok) begins(answer.trouble)
        const waits = !answer.ok && answer.trouble.state === 'waiting' ? answer.trouble : undefined
        if (waits?.slows) limit.slow()
        // The sign-in or the clock was mended just now, so another try is worth it.
        if (waits?.renewed && !last) push(run(true))
        else resolve(answer)
      }
      const why = resting()
      if (why) resolve({ ok: false, trouble: why })
      else push(run(false))
    })
}
