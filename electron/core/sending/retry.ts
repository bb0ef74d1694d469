import type { Random } from '../ports.ts'
import type { Judgement } from '../vendors/vendor.ts'

/** After the first try, three more: 1, 2 and 4 s later, each with up to a fifth of jitter. */
const waitsMs = [1_000, 2_000, 4_000]

/** When a send that was provably not applied goes out again, in ms; null = not at all. A renewed sign-in counts once. */
export function retryIn(
  judgement: Extract<Judgement, { state: 'waiting' }>,
  done: { put: number; renewed: boolean },
  random: Random,
): number | null {
  if (judgement.renewed) return done.renewed ? null : 0
  const wait = waitsMs[done.put]
  if (wait === undefined) return null
  return Math.max(judgement.afterMs ?? 0, wait * (1 + random.fraction() / 5))
}
