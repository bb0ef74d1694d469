import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import { isUnsent } from '../ledger/states.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Slices } from '../platform/slices.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random } from '../ports.ts'
import type { Limits, RateLimit } from '../rate-limit/adaptive-limit.ts'
import { createLane, type Lane } from '../rate-limit/lane.ts'
import { createRest, type Rest } from '../rate-limit/rest.ts'
import { guardOperation, type Operation } from '../vendors/operation.ts'
import type { Outcome } from '../vendors/vendor.ts'
import { createConnectionGate, type Pausing } from './connection-gate.ts'
import { createConclusions } from './conclusions.ts'
import { createExpiry } from './expiry.ts'
import { createRecordOutcome, recordMany } from './record-outcome.ts'
import { createMakeCall, type Route } from './make-call.ts'
import { createRetries } from './retries.ts'

/** Takes the sends of one connection from the queue to their outcome, in the order that the ledger's rules demand. */
export interface Dispatcher {
  /** The send is queued in the ledger. It waits in its lane from now on. */
  enqueue(send: Send): void
  /**
   * Sends it now if its lane is free. Call it within `ledger.together`, beside the new send: the attempt is then part of
   * the same transaction, which saves a synced commit. False if the send has to be enqueued once it is on the disk.
   */
  sendAtOnce(send: Send): boolean
  /** An unknown ZEGO gift goes out again under its MsgId. */
  resend(send: Send): void
  /** Empties the lanes after STOP. The ledger has cancelled what was in them. */
  clear(): void
  /** Lets a paused connection send again. */
  resume(): void
  /** The app stops and sends nothing more. What is in the lanes is held at the next start. */
  close(): void
  /** Another room is in use. Calls in flight end as usual; what is unsent is held for the host. */
  leave(): void
  pausedBy(): Pausing | null
  lanes(): DispatchLane[]
}

interface DispatchLane {
  carries: Send['kind']
  api: string
  lane: Lane<string>
  limits: RateLimit[]
}

export interface DispatcherDeps {
  activeSends: ActiveSends
  clock: Clock
  random: Random
  log: Log
  slices: Slices
  policy: Policy['sending']
  limits: Limits
  /** The rest of everything that signs in as these sends do. */
  signIn?: Rest
  operations: readonly Operation[]
  /** From press to first attempt, ms; 0 = never. */
  expireAfterMs: number
  /** An attempt has ended. The reconciler, the hints and the counts follow it. */
  onJudged(send: Send, outcome: Outcome): void
  onLeaving?(sends: readonly Send[]): void
  onChange(): void
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { activeSends, clock, random, log, slices, policy, signIn = createRest(deps.clock) } = deps
  // The change has happened already. A listener that fails must change neither a receipt nor a lane.
  const onChange = () => runSafely(log, 'A change of the lanes could not be passed on.', () => deps.onChange())
  const routes = deps.operations.map((each): Route => {
    const operation = guardOperation(each, { clock, log, policy })
    const limits = operation.limits.map((limit) => deps.limits.get(limit))
    const route: Route = {
      operation,
      limits,
      lane: createLane<string>({
        slidingWindow: limits.map((limit) => limit.slidingWindow),
        rests: [...limits.map((limit) => limit.rest), signIn],
        batch: operation.batch,
        clock,
        mayLeave,
        onDropped: (id) => isExpired(id) && expiry.expire(id),
        isSliceOver: () => slices.isOver(),
        run: (ids, onSent) => makeCall(route, ids, onSent),
      }),
    }
    return route
  })
  const allLanes = {
    pause: () => routes.forEach(({ lane }) => lane.pause()),
    resume: () => routes.forEach(({ lane }) => lane.resume()),
  }
  const gate = createConnectionGate({ clock, policy, lanes: allLanes })
  const record = createRecordOutcome({ activeSends, clock, log, policy })
  const cancel = (id: string) => record(id, { state: 'cancelled', reason: 'cancelled-by-stop' })
  const retries = createRetries({
    activeSends,
    clock,
    random,
    policy,
    record,
    cancel,
    onSignInFailed: (reason) => pause({ state: 'refused', reason, pauses: true }),
    holds: () => gate.holds(),
    hold: (id) => hold([id]),
    join,
  })
  const conclusions = createConclusions({
    activeSends,
    log,
    gate,
    retries,
    record,
    cancel,
    hold,
    signIn,
    onJudged: (send, outcome) => deps.onJudged(send, outcome),
    onChange,
  })
  const expiry = createExpiry({
    activeSends,
    log,
    slices,
    expireAfterMs: deps.expireAfterMs,
    wasAttempted: (id) => retries.wasAttempted(id),
    record,
    onChange,
  })

  const makeCall = createMakeCall({
    activeSends,
    clock,
    random,
    log,
    policy,
    gate,
    conclusions,
    record,
    onLeaving: (sends) => deps.onLeaving?.(sends),
    pause,
    push,
    join,
  })

  const routeOf = (send: Send) => routes.find(({ operation }) => operation.carries === send.kind)!

  function push(send: Send) {
    routeOf(send).lane.push(send.id, { key: fairnessKey(send), priority: 0 })
    onChange()
  }

  /** The send was not cancelled, is not over and not past its time. */
  function mayLeave(id: string): boolean {
    const send = activeSends.pending(id)
    if (!send || activeSends.isStopped(send)) return false
    return send.state === 'unknown' || (isUnsent(send.state) && !expiry.isPastItsTime(send))
  }

  function isExpired(id: string): boolean {
    const send = activeSends.pending(id)
    return send !== undefined && !activeSends.isStopped(send) && expiry.isPastItsTime(send)
  }

  function pause(by: Pausing) {
    gate.pause(by)
    holdAll()
    onChange()
  }

  /** The lanes are empty at once. What was in them is held in slices. */
  function holdAll() {
    for (const { lane } of routes) hold(lane.clear())
  }

  function hold(ids: Iterable<string>) {
    const reason = gate.at() === 'left' ? 'held-room-left' : 'held-connection-paused'
    runSafely(log, 'Sends could not be held.', () =>
      recordMany({ activeSends, slices, record }, ids, ({ state }) => isUnsent(state), { state: 'held', reason }),
    )
  }

  function join(id: string) {
    const send = activeSends.pending(id)
    if (!send || activeSends.isStopped(send)) return
    // Only an attempt in the transaction of the press may come before the press is on the disk.
    if (!activeSends.seen(id)) clock.setTimeout(() => join(id), policy.recordAgainMs)
    else if (gate.holds()) hold([id])
    else push(send)
  }

  return {
    enqueue(send) {
      // The caller was answered that the send exists, so nothing may be thrown from here on.
      runSafely(log, 'A send could not join the line.', () => {
        const { operation } = routeOf(send)
        return operation.prepare ? operation.prepare(send).then(() => join(send.id)) : join(send.id)
      })
    },
    sendAtOnce(send) {
      const { operation, lane } = routeOf(send)
      if (operation.prepare || !gate.accepts() || !lane.isFree()) return false
      push(send)
      return true
    },
    resend(send) {
      // The reconciler asks again while the minute of the gift lasts.
      if (gate.accepts()) push(send)
    },
    clear() {
      for (const { lane } of routes) lane.clear()
      onChange()
    },
    resume() {
      gate.resume()
      onChange()
    },
    close() {
      gate.close()
      for (const { lane } of routes) lane.clear()
    },
    leave() {
      if (gate.at() === 'closed' || gate.at() === 'left') return
      gate.leave()
      holdAll()
    },
    pausedBy: () => gate.pausedBy(),
    lanes: () => routes.map(({ operation: { carries, api }, lane, limits }) => ({ carries, api, lane, limits })),
  }
}

/** Sends of one gift and receiver share their turns in the fair queue. */
const fairnessKey = ({ gift }: Send) => (gift ? `${gift.giftId} ${gift.value ?? ''} ${gift.to ?? ''}` : 'announcement')
