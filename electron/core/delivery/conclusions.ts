import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import type { Log } from '../ports.ts'
import type { RateLimit } from '../rate-limit/adaptive-limit.ts'
import type { Lane } from '../rate-limit/lane.ts'
import type { Rest } from '../rate-limit/rest.ts'
import type { Outcome } from '../vendors/vendor.ts'
import type { ConnectionGate } from './connection-gate.ts'
import { toPatch } from './reconciler.ts'
import type { RecordOutcome } from './record-outcome.ts'
import { type Retries, partsOf, toPart } from './retries.ts'

export interface Result {
  send: Send
  outcome: Outcome
}

/** What follows from the outcomes of a call: receipts, retries, smaller calls, and rests of the limits. */
export interface Conclusions {
  conclude(result: Result, latencyMs: number, limits: readonly RateLimit[]): Promise<void>
  sendInParts(lane: Lane<string>, results: readonly Result[], latencyMs: number): Promise<void>
  /** Lets the limits or the sign-in rest where the vendor asked for it. */
  rest(outcome: Outcome, limits: readonly RateLimit[]): void
}

export function createConclusions(deps: {
  activeSends: ActiveSends
  log: Log
  gate: ConnectionGate
  retries: Retries
  record: RecordOutcome
  cancel: (id: string) => Promise<void>
  hold: (ids: readonly string[]) => void
  signIn: Rest
  onJudged(send: Send, outcome: Outcome): void
  onChange(): void
}): Conclusions {
  const { activeSends, log, gate, retries, record, cancel, hold, signIn } = deps

  async function conclude({ send, outcome }: Result, latencyMs: number, limits: readonly RateLimit[]) {
    const patch = toPatch(outcome, latencyMs)
    try {
      if (outcome.state === 'waiting') {
        if (outcome.slows) for (const limit of limits) limit.slow()
        await retries.putOff(send, outcome, latencyMs)
      } else {
        retries.forget(send.id)
        await record(send.id, patch)
      }
    } catch (error) {
      log.error('A send could not be put off, so it is over.', { id: send.id, stack: stackOf(error) })
      await record(send.id, outcome.state === 'waiting' ? { ...patch, state: 'refused' } : patch)
    }
    runSafely(log, 'An outcome could not be passed on.', () => deps.onJudged(send, outcome))
    deps.onChange()
  }

  /**
   * Sends the halves of a refused call again, each in a call of its own, until the gift at fault stands alone. The vendor
   * recorded none of them, so every gift keeps its MsgId.
   */
  async function sendInParts(lane: Lane<string>, results: readonly Result[], latencyMs: number) {
    for (const part of partsOf(results)) {
      await Promise.all(part.map(({ send, outcome }) => record(send.id, toPart(outcome, latencyMs))))
      const again = part.map(({ send }) => send.id).filter(mayGoAgain)
      if (again.length > 0) lane.pushApart(again)
    }
    deps.onChange()
  }

  /** STOP, a pause or a change of room may have come while the first call was in flight. */
  function mayGoAgain(id: string): boolean {
    const send = activeSends.pending(id)
    if (!send) return false
    // STOP cannot cancel a send that may have applied, but it must keep it from being sent once more.
    if (send.state === 'unknown') return gate.accepts() && !activeSends.isStopped({ ...send, state: 'queued' })
    if (send.state !== 'waiting') return false
    if (activeSends.isStopped(send)) runSafely(log, 'A send could not be cancelled.', () => cancel(id))
    else if (gate.holds()) hold([id])
    else return true
    return false
  }

  function rest(outcome: Outcome, limits: readonly RateLimit[]) {
    if (outcome.state !== 'waiting' && outcome.state !== 'unknown') return
    if (outcome.state === 'waiting' && outcome.rests) signIn.begin(outcome.afterMs ?? 0, outcome)
    if (outcome.laneRestsMs !== undefined) for (const limit of limits) limit.rest.begin(outcome.laneRestsMs, outcome)
  }

  return { conclude, sendInParts, rest }
}
