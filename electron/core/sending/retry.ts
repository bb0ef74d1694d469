import type { Policy } from '../policy.ts'
import type { Random } from '../ports.ts'
import type { Judgement } from '../vendors/vendor.ts'

/** When a send that was provably not applied goes out again, in ms; null = not at all. A renewed sign-in counts once. */
export function retryIn(
  judgement: Extract<Judgement, { state: 'waiting' }>,
  done: { put: number; renewed: boolean },
  { random, policy }: { random: Random; policy: Policy['sending'] },
): number | null {
  if (judgement.renewed) return done.renewed ? null : 0
  const wait = policy.retryAfterMs[done.put]
  if (wait === undefined) return null
  return Math.max(
    judgement.afterMs ?? 0,
    judgement.laneRestsMs ?? 0,
    wait * (1 + random.fraction() * policy.retryJitterShare),
  )
}
