import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Random } from '../ports.ts'
import type { Outcome } from '../vendors/vendor.ts'
import type { RecordOutcome } from './record-outcome.ts'
import { toPatch } from './reconciler.ts'

type Waiting = Extract<Outcome, { state: 'waiting' }>

/** Sends that were provably not applied are tried again after a wait. */
export interface Retries {
  /** Records the wait and plans the next attempt, or refuses the send after the last one. */
  putOff(send: Send, outcome: Waiting, latencyMs: number): Promise<void>
  wasAttempted(id: string): boolean
  /** The send is over. */
  forget(id: string): void
}

interface Tries {
  /** How often the send was put off. */
  count: number
  /** Its sign-in was renewed once. */
  renewed: boolean
}

export function createRetries(deps: {
  activeSends: ActiveSends
  clock: Clock
  random: Random
  policy: Pick<Policy['sending'], 'retryAfterMs' | 'retryJitterShare'>
  record: RecordOutcome
  /** STOP came while the send was in flight. */
  cancel(id: string): Promise<void>
  /** The sign-in was renewed and still fails, so it would fail for every send of the connection. */
  onSignInFailed(reason: Waiting['reason']): void
  /** The wait is over, or the connection takes no sends now: join the lane, or be held. */
  holds(): boolean
  hold(id: string): void
  join(id: string): void
}): Retries {
  const { activeSends, clock, record } = deps
  const tries = new Map<string, Tries>()

  return {
    wasAttempted: (id) => tries.has(id),
    forget: (id) => void tries.delete(id),
    async putOff(send, outcome, latencyMs) {
      const done = tries.get(send.id) ?? { count: 0, renewed: false }
      const again = retryIn(outcome, done, deps)
      if (again === null) {
        tries.delete(send.id)
        if (outcome.renewed) deps.onSignInFailed(outcome.reason)
        return record(send.id, { ...toPatch(outcome, latencyMs), state: 'refused' })
      }
      tries.set(send.id, {
        count: done.count + (outcome.renewed ? 0 : 1),
        renewed: done.renewed || outcome.renewed === true,
      })
      await record(send.id, toPatch(outcome, latencyMs))
      const recorded = activeSends.pending(send.id)
      if (recorded && activeSends.isStopped(recorded)) return deps.cancel(send.id)
      if (deps.holds()) return deps.hold(send.id)
      clock.setTimeout(() => {
        const now = activeSends.pending(send.id)
        if (now?.state === 'waiting' && !activeSends.isStopped(now)) deps.join(send.id)
      }, again)
    },
  }
}

/** When the next attempt is due, in ms; null = there is none. A renewed sign-in is tried at once, and only once. */
export function retryIn(
  outcome: Waiting,
  done: Tries,
  { random, policy }: { random: Random; policy: Pick<Policy['sending'], 'retryAfterMs' | 'retryJitterShare'> },
): number | null {
  if (outcome.renewed) return done.renewed ? null : 0
  const wait = policy.retryAfterMs[done.count]
  if (wait === undefined) return null
  return Math.max(
    outcome.afterMs ?? 0,
    outcome.laneRestsMs ?? 0,
    wait * (1 + random.fraction() * policy.retryJitterShare),
  )
}

/** The vendor refused a whole call although only one of its sends is at fault, and does not say which. */
export const isForOneOfThem = (outcomes: readonly Outcome[]) =>
  outcomes.length > 1 && outcomes.every((each) => each.state === 'refused' && each.splits)

/** The two halves of such a call. Each is sent again in a call of its own, until the send at fault stands alone. */
export function partsOf<T>(sends: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(sends.length / 2)
  return [sends.slice(0, middle), sends.slice(middle)].filter((part) => part.length > 0)
}

/** The vendor recorded nothing of the call, so its sends wait for their part. One that may have applied before stays unknown. */
export function toPart(outcome: Outcome, latencyMs: number): Patch {
  const patch = toPatch(outcome, latencyMs)
  return outcome.state === 'unknown' ? patch : { ...patch, state: 'waiting', reason: 'batch-split' }
}
