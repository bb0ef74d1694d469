import type { Policy } from '../policy.ts'
import type { Random } from '../ports.ts'
import type { Outcome } from '../vendors/vendor.ts'
import type { Patch } from '../ledger/active-sends.ts'
import { toPatch } from './reconciler.ts'

/** When a send that was provably not applied goes out again, in ms; null = not at all. A renewed sign-in counts once. */
export function retryIn(
  outcome: Extract<Outcome, { state: 'waiting' }>,
  done: { put: number; renewed: boolean },
  { random, policy }: { random: Random; policy: Policy['sending'] },
): number | null {
  if (outcome.renewed) return done.renewed ? null : 0
  const wait = policy.retryAfterMs[done.put]
  if (wait === undefined) return null
  return Math.max(
    outcome.afterMs ?? 0,
    outcome.laneRestsMs ?? 0,
    wait * (1 + random.fraction() * policy.retryJitterShare),
  )
}

/** The whole call was refused, and one of several sends is at fault: the vendor does not say which. */
export const isForOneOfThem = (judgements: readonly Outcome[]) =>
  judgements.length > 1 && judgements.every((each) => each.state === 'refused' && each.splits)

/** The parts of such a call. A single send that is left of it goes alone, since others went with it before. */
export function partsOf<T>(sends: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(sends.length / 2)
  return [sends.slice(0, middle), sends.slice(middle)].filter((part) => part.length > 0)
}

/** Nothing of it was recorded, so it waits for its part of the call. One that may have left earlier stays unknown. */
export function toPart(outcome: Outcome, latencyMs: number): Patch {
  const result = toPatch(outcome, latencyMs)
  return outcome.state === 'unknown' ? result : { ...result, state: 'waiting', reason: 'batch-split' }
}
