import type { Reason } from '../../../shared/sentences/sentences.ts'
import { CannotRecord } from '../errors/failures.ts'
import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import { isUnsent } from '../ledger/states.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random } from '../ports.ts'
import type { RateLimit } from '../rate-limit/adaptive-limit.ts'
import type { Lane } from '../rate-limit/lane.ts'
import type { Operation } from '../vendors/operation.ts'
import { type Outcome, whyUnsendable, type Call } from '../vendors/vendor.ts'
import type { Conclusions, Result } from './conclusions.ts'
import type { ConnectionGate, Pausing } from './connection-gate.ts'
import type { RecordOutcome } from './record-outcome.ts'
import { isForOneOfThem } from './retries.ts'

/** One operation of the connection with its lane and the limits it counts against. */
export interface Route {
  operation: Operation
  limits: RateLimit[]
  lane: Lane<string>
}

interface MakeCallDeps {
  activeSends: ActiveSends
  clock: Clock
  random: Random
  log: Log
  policy: Policy['sending']
  gate: ConnectionGate
  conclusions: Conclusions
  record: RecordOutcome
  /** The attempts of these sends are recorded, and their call starts now. */
  onLeaving: (sends: readonly Send[]) => void
  /** Pauses the connection, because the vendor refused all of its calls. */
  pause: (by: Pausing) => void
  /** Puts a send into its lane. */
  push: (send: Send) => void
  /** Puts a send into its lane, or holds it if the connection does not send. */
  join: (id: string) => void
}

/** Makes one call with the sends that a lane released. */
type MakeCall = (route: Route, ids: string[], onSent: () => void) => Promise<void>

/**
 * Records the attempts, then makes the call, then records the outcomes. A call is made only after its attempts are on
 * the disk, because a crash in between must not leave a sent gift without a record.
 */
export function createMakeCall(deps: MakeCallDeps): MakeCall {
  const { activeSends, clock, random, log, policy, gate, conclusions, record, pause, push, join } = deps

  /** If Giftdeck itself fails, what may have been sent becomes unknown, and the rest returns to its lane. */
  return async function makeCall(route, ids, onSent) {
    try {
      await attempt(route, ids, onSent)
    } catch (error) {
      log.error('A call failed inside Giftdeck.', { stack: stackOf(error) })
      for (const id of ids) {
        if (activeSends.pending(id)?.state !== 'sending') takeAnotherTurn(id)
        else await record(id, { state: 'unknown', reason: 'sending-failed' })
      }
    }
  }

  async function attempt({ operation, limits, lane }: Route, ids: string[], onSent: () => void) {
    // An unknown gift may have been put into the lane twice before its turn came.
    const asked = [...new Set(ids)].flatMap((id) => activeSends.pending(id) ?? [])
    const { ready, unsendable, later } = buildCall(operation, asked, log)
    for (const { send, reason } of unsendable) refuseUnbuilt(send, reason)
    for (const send of later) push(send)
    if (!ready) return
    gate.callBegins()
    const { call } = ready
    let sends: Send[]
    try {
      sends = await activeSends.changeTogether(
        ready.sends.map((send) => ({ id: send.id, patch: attemptPatch(send) })),
        { id: random.uuid(), ...call },
      )
    } catch (error) {
      gate.callEnds(false)
      return notRecorded(ready.sends, error)
    }
    runSafely(log, 'A send on its way could not be passed on.', () => deps.onLeaving(sends))
    onSent()
    const started = clock.monotonic()
    const outcomes = gate.at() === 'left' ? heldBack(sends) : await operation.transmit(call, sends)
    for (const outcome of outcomes.values()) {
      if (isPausing(outcome)) pause(outcome)
      conclusions.rest(outcome, limits)
    }
    gate.callEnds(true)
    const latencyMs = Math.round(clock.monotonic() - started)
    const resent = new Set(ready.sends.filter((send) => send.state === 'unknown').map((send) => send.id))
    const results = sends.map((send): Result => {
      const outcome = outcomes.get(send.id) ?? { state: 'unknown', reason: 'missing-result' }
      return { send, outcome: resent.has(send.id) ? outcomeOfResend(outcome) : outcome }
    })
    if (isForOneOfThem([...outcomes.values()]))
      return runSafely(log, 'A call could not be split.', () => conclusions.sendInParts(lane, results, latencyMs))
    for (const { send, outcome } of results)
      runSafely(log, 'An outcome could not be settled.', () =>
        conclusions.conclude({ send, outcome }, latencyMs, limits),
      )
  }

  /** Nothing of it was sent, so it is refused. One that may have applied earlier stays unknown, and is asked about. */
  function refuseUnbuilt({ id, state }: Send, reason: Reason) {
    if (isUnsent(state))
      runSafely(log, 'A refusal could not be settled.', () => record(id, { state: 'refused', reason }))
  }

  /** The attempt is not on the disk, so nothing was sent. The sends stay as they are and go back into the lane. */
  function notRecorded(sends: readonly Send[], error: unknown) {
    const forGood = error instanceof CannotRecord && error.forGood
    log.error('The ledger cannot record, so nothing is sent.', { stack: stackOf(error) })
    if (!forGood) for (const { id } of sends) takeAnotherTurn(id)
  }

  function takeAnotherTurn(id: string) {
    clock.setTimeout(() => join(id), policy.recordAgainMs)
  }
}

const isPausing = (outcome: Outcome): outcome is Pausing => outcome.state === 'refused' && outcome.pauses === true

/** The room was left while the attempt was being recorded. Its secret may be gone, so nothing is sent. */
const heldBack = (sends: readonly Send[]): ReadonlyMap<string, Outcome> =>
  new Map(sends.map(({ id }) => [id, { state: 'waiting', reason: 'held-room-left' }]))

/** The patch of a new attempt. It takes the evidence of an earlier attempt off the receipt. */
const attemptPatch = (send: Send): Patch => ({
  state: 'sending',
  reason: 'sending',
  attempts: send.attempts + 1,
  ...(send.giftTime !== undefined && { giftTime: send.giftTime }),
  code: undefined,
  vendorText: undefined,
  requestId: undefined,
})

/** The first attempt of a resent gift may have applied, so only the game's own result ends it. */
function outcomeOfResend(outcome: Outcome): Outcome {
  const settles = outcome.state === 'delivered' || outcome.state === 'processing' || outcome.recorded
  return settles ? outcome : { ...outcome, state: 'unknown', reason: 'missing-result' }
}

/** What became of the sends whose turn came. Nothing of them has left. */
interface Built {
  /** The call and the sends that it carries, as they go; null where none of them can be sent. */
  ready: { call: Call; sends: readonly Send[] } | null
  /** No call can be built of these, whatever goes with them. */
  unsendable: readonly { send: Send; reason: Reason }[]
  /** Each can be sent, and not together with the others: they take another turn. */
  later: readonly Send[]
}

/**
 * Builds one call for all. Where that throws, each send is tried alone: one gift that the vendor's own rules refuse must
 * not take the gifts down that happened to be merged with it.
 */
function buildCall(operation: Operation, asked: readonly Send[], log: Pick<Log, 'error'>): Built {
  const unsendable: { send: Send; reason: Reason }[] = []
  const attempt = <T>(send: Send, build: () => T): T[] => {
    try {
      return [build()]
    } catch (error) {
      const reason = whyUnsendable(error)
      log.error('A call could not be built.', { id: send.id, reason, stack: stackOf(error) })
      unsendable.push({ send, reason })
      return []
    }
  }
  const sends = asked.flatMap((send) => attempt(send, () => ({ ...send, ...operation.stamp?.(send) })))
  const together = sends.length > 0 && tryTogether(operation, sends)
  if (together) return { ready: { call: together, sends }, unsendable, later: [] }

  const alone = sends.flatMap((send) => attempt(send, () => ({ send, call: operation.call([send]) })))
  const sound = alone.map(({ send }) => send)
  const rest = sound.length > 1 && tryTogether(operation, sound)
  if (rest) return { ready: { call: rest, sends: sound }, unsendable, later: [] }
  const [first, ...others] = alone
  return {
    ready: first ? { call: first.call, sends: [first.send] } : null,
    unsendable,
    later: others.map(({ send }) => send),
  }
}

function tryTogether(operation: Operation, sends: readonly Send[]): Call | null {
  try {
    return operation.call(sends)
  } catch {
    return null
  }
}
