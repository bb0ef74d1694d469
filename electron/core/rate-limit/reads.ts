import type { Clock } from '../ports.ts'
import type { Answer, Trouble } from '../vendors/vendor.ts'
import { createLane } from './lane.ts'
import type { RateLimit } from './adaptive-limit.ts'
import type { Rest } from './rest.ts'

export type Reads = ReturnType<typeof createReads>

/**
 * Runs calls that may be repeated safely through the lane of their vendor limit. While the limit or the sign-in rests, no
 * call is made, and the result is the failure that began the rest.
 */
export function createReads(deps: { clock: Clock; limit: RateLimit; signIn?: Rest }) {
  const { limit, signIn } = deps
  const resting = () => signIn?.why() ?? limit.rest.why()
  const startRests = (trouble: Trouble) => {
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
      // A read that throws resolves as a failure. Otherwise its caller would wait forever.
      const failUnreadable = () => resolve({ ok: false, trouble: { state: 'unknown', reason: 'answer-unreadable' } })
      const push = (run: () => Promise<void>) => lane.push(() => run().catch(failUnreadable), { key, priority })
      const run = (last: boolean) => async () => {
        const why = resting()
        if (why) return resolve({ ok: false, trouble: why })
        const answer = await call()
        if (!answer.ok) startRests(answer.trouble)
        const waits = !answer.ok && answer.trouble.state === 'waiting' ? answer.trouble : undefined
        if (waits?.slows) limit.slow()
        // The sign-in or the clock correction was renewed, so one retry may succeed.
        if (waits?.renewed && !last) push(run(true))
        else resolve(answer)
      }
      const why = resting()
      if (why) resolve({ ok: false, trouble: why })
      else push(run(false))
    })
}
