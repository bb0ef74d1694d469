import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import { CannotRecord } from '../errors/cannot-record.ts'
import type { Send } from '../ledger/send.ts'
import { isUnsent, mayBecome } from '../ledger/states.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random } from '../ports.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Outcome } from '../vendors/vendor.ts'
import { buildCall } from './build-call.ts'
import { guardOperation, type Operation } from '../vendors/operation.ts'
import { createLane, type Lane } from '../rate-limit/lane.ts'
import type { Limits, RateLimit } from '../rate-limit/adaptive-limit.ts'
import { toPatch } from './reconciler.ts'
import { createHalfOpen } from './half-open.ts'
import { createRest, type Rest } from '../rate-limit/rest.ts'
import { retryIn, isForOneOfThem, partsOf, toPart } from './retries.ts'

/** Takes the sends of one connection from the line to a receipt, in the order the ledger demands. */
export interface Dispatcher {
  /** The send is queued in the ledger; it waits for its slot from now on. */
  enqueue(send: Send): void
  /** An unknown ZEGO gift goes out again under its MsgId. */
  resend(send: Send): void
  /** Empties the lines after STOP; the ledger has cancelled what stood in them. */
  clear(): void
  /** Lets a paused connection send again. */
  resume(): void
  /** The app stops: nothing leaves any more. What stood in line is held at the next start. */
  close(): void
  /** The room is left: calls on the wire end as they do, and what would still have to leave is held for the host. */
  leave(): void
  pausedBy(): Paused | null
  lanes(): DispatchLane[]
}

type Paused = Extract<Outcome, { state: 'refused' }>

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
  policy: Policy['sending']
  limits: Limits
  /** Of everything that signs as these sends do. */
  signIn?: Rest
  carriers: readonly Operation[]
  /** From press to first attempt, ms; 0 = never. */
  expireAfterMs: number
  /** A send left a state where it needs someone's care: settling, hints, a fresh reading. */
  onJudged(send: Send, outcome: Outcome): void
  onLeaving?(sends: readonly Send[]): void
  onChange(): void
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { activeSends, clock, random, log, policy, signIn = createRest(deps.clock) } = deps
  // Told of what has happened already: a listener that fails changes neither a receipt nor the line.
  const onChange = () => runSafely(log, 'A change of the lanes could not be passed on.', () => deps.onChange())
  let paused: Paused | null = null
  let closed = false
  let roomLeft = false
  /** How often a send was put off, and whether its sign-in was renewed. Gone when it is over. */
  const tries = new Map<string, { put: number; renewed: boolean }>()
  const lines = deps.carriers.map((each) => {
    const operation = guardOperation(each, { clock, log, policy })
    const limits = operation.limits.map((limit) => deps.limits.get(limit))
    const lane: Lane<string> = createLane<string>({
      slidingWindow: limits.map((limit) => limit.slidingWindow),
      rests: [...limits.map((limit) => limit.rest), signIn],
      batch: operation.batch,
      clock,
      mayLeave: (id) => mayLeave(id),
      run: (ids, onSent) => carrySafely({ operation, limits, lane }, ids, onSent),
    })
    return { operation, limits, lane }
  })
  const halfOpen = createHalfOpen({ clock, policy, open: () => reopen() })
  const reopen = () => {
    if (!paused && !closed && !halfOpen.isUnderWay()) for (const { lane } of lines) lane.resume()
  }
  const shut = () => lines.forEach(({ lane }) => lane.pause())
  const lineOf = (send: Send) => lines.find(({ operation }) => operation.carries === send.kind)!

  const push = (send: Send) => {
    lineOf(send).lane.push(send.id, { key: turnOf(send), priority: 0 })
    onChange()
  }

  /** Not cancelled, not over, not past its time. */
  const mayLeave = (id: string): boolean => {
    const send = activeSends.pending(id)
    if (!send || activeSends.isStopped(send)) return false
    if (send.state === 'unknown') return true
    if (!isUnsent(send.state)) return false
    if (!isPastItsTime(send)) return true
    expired.push(id)
    if (!recordingExpired) runSafely(log, 'Expired sends could not be written down.', recordExpired)
    return false
  }
  const isPastItsTime = (send: Send) =>
    send.state === 'queued' &&
    deps.expireAfterMs > 0 &&
    activeSends.sinceChange(send) > deps.expireAfterMs &&
    !tries.has(send.id)

  const expired: string[] = []
  let recordingExpired = false
  /** A long line is past its time all at once, so it is written down in slices. */
  async function recordExpired() {
    recordingExpired = true
    try {
      while (expired.length > 0) {
        const slice = expired.splice(0, policy.expiredSliceCount).filter((id) => {
          const send = activeSends.pending(id)
          return send?.state === 'queued' && !activeSends.isStopped(send)
        })
        await Promise.all(slice.map((id) => settleRecord(id, { state: 'expired', reason: 'expired-in-line' })))
        onChange()
      }
    } finally {
      recordingExpired = false
    }
  }

  /** A fault of ours in between: what may have left is unknown, and what has not takes another turn. */
  async function carrySafely(line: Route, ids: string[], onSent: () => void) {
    try {
      await carry(line, ids, onSent)
    } catch (error) {
      log.error('A call failed inside Giftdeck.', { stack: stackOf(error) })
      for (const id of ids) {
        if (activeSends.pending(id)?.state !== 'sending') takeAnotherTurn(id)
        else await settleRecord(id, { state: 'unknown', reason: 'sending-failed' })
      }
    }
  }

  async function carry(line: Route, ids: string[], onSent: () => void) {
    const { operation, limits } = line
    // An unknown gift may have been told to go out again twice before its turn came.
    const asked = [...new Set(ids)].flatMap((id) => activeSends.pending(id) ?? [])
    const { ready, unsendable, later } = buildCall(operation, asked, log)
    for (const { send, reason } of unsendable) refuseUnbuilt(send, reason)
    for (const send of later) push(send)
    if (!ready) return
    if (halfOpen.begin()) shut()
    const { call } = ready
    let sends: Send[]
    try {
      sends = await activeSends.changeTogether(
        ready.sends.map((send) => ({ id: send.id, patch: leaving(send) })),
        { id: random.uuid(), ...call },
      )
    } catch (error) {
      halfOpen.end(false)
      return notRecorded(ready.sends, error)
    }
    if (deps.onLeaving) runSafely(log, 'A send on its way could not be passed on.', () => deps.onLeaving!(sends))
    onSent()
    const started = clock.monotonic()
    const judgements = roomLeft ? stayed(sends) : await operation.transmit(call, sends)
    for (const outcome of judgements.values()) {
      if (isPausing(outcome)) pause(outcome)
      rest(outcome, limits)
    }
    halfOpen.end(paused === null)
    const latencyMs = Math.round(clock.monotonic() - started)
    const resent = new Set(ready.sends.filter((send) => send.state === 'unknown').map((send) => send.id))
    const outcomes = sends.map((send): Result => {
      const outcome = judgements.get(send.id) ?? { state: 'unknown', reason: 'missing-result' }
      return { send, outcome: resent.has(send.id) ? judgedAgain(outcome) : outcome }
    })
    if (isForOneOfThem([...judgements.values()]))
      return runSafely(log, 'A call could not be split.', () => goInParts(line.lane, outcomes, latencyMs))
    for (const { send, outcome } of outcomes)
      runSafely(log, 'An outcome could not be settled.', () => conclude(send, outcome, latencyMs, limits))
  }

  /** Nothing of it left, so it is refused. One that may have left earlier stays unknown, and is asked about. */
  function refuseUnbuilt({ id, state }: Send, reason: Reason) {
    if (isUnsent(state))
      runSafely(log, 'A refusal could not be settled.', () => settleRecord(id, { state: 'refused', reason }))
  }

  /** The attempt is not on the disk, so nothing left; the sends stay as they are and take another turn. */
  function notRecorded(sends: readonly Send[], error: unknown) {
    const forGood = error instanceof CannotRecord && error.forGood
    log.error('The ledger cannot record, so nothing is sent.', { stack: stackOf(error) })
    if (!forGood) for (const { id } of sends) takeAnotherTurn(id)
  }

  const takeAnotherTurn = (id: string) => clock.setTimeout(() => join(id), policy.recordAgainMs)

  async function conclude(send: Send, outcome: Outcome, latencyMs: number, limits: RateLimit[]) {
    const result = toPatch(outcome, latencyMs)
    try {
      if (outcome.state === 'waiting') {
        if (outcome.slows) for (const limit of limits) limit.slow()
        await putOff(send, outcome, latencyMs)
      } else {
        tries.delete(send.id)
        await settleRecord(send.id, result)
      }
    } catch (error) {
      log.error('A send could not be put off, so it is over.', { id: send.id, stack: stackOf(error) })
      await settleRecord(send.id, outcome.state === 'waiting' ? { ...result, state: 'refused' } : result)
    }
    runSafely(log, 'An outcome could not be passed on.', () => deps.onJudged(send, outcome))
    onChange()
  }

  /**
   * The halves of the call go out again, each in a call of its own, until the gift at fault stands alone. None was recorded
   * at the vendor, so every gift keeps its MsgId.
   */
  async function goInParts(lane: Lane<string>, outcomes: readonly Result[], latencyMs: number) {
    for (const part of partsOf(outcomes)) {
      await Promise.all(part.map(({ send, outcome }) => settleRecord(send.id, toPart(outcome, latencyMs))))
      const going = part.map(({ send }) => send.id).filter(mayGoAgain)
      if (going.length > 0) lane.pushApart(going)
    }
    onChange()
  }

  /** What STOP, a pause or a change of room has overtaken meanwhile stays here. */
  function mayGoAgain(id: string): boolean {
    const send = activeSends.pending(id)
    if (!send) return false
    // STOP has no word for one that may have left, and it must not leave once more.
    if (send.state === 'unknown') return !paused && !closed && !activeSends.isStopped({ ...send, state: 'queued' })
    if (send.state !== 'waiting') return false
    if (activeSends.isStopped(send)) runSafely(log, 'A send could not be cancelled.', () => cancel(id))
    else if (paused || roomLeft) hold([id])
    else return true
    return false
  }

  const cancel = (id: string) => settleRecord(id, { state: 'cancelled', reason: 'cancelled-by-stop' })

  async function putOff(send: Send, outcome: Extract<Outcome, { state: 'waiting' }>, latencyMs: number) {
    const done = tries.get(send.id) ?? { put: 0, renewed: false }
    const again = retryIn(outcome, done, { random, policy })
    if (again === null) {
      tries.delete(send.id)
      // A sign-in that was mended and fails again would fail for the rest of the line too.
      if (outcome.renewed) pause({ state: 'refused', reason: outcome.reason, pauses: true })
      return settleRecord(send.id, { ...toPatch(outcome, latencyMs), state: 'refused' })
    }
    tries.set(send.id, { put: done.put + (outcome.renewed ? 0 : 1), renewed: done.renewed || !!outcome.renewed })
    await settleRecord(send.id, toPatch(outcome, latencyMs))
    const put = activeSends.pending(send.id)
    if (put && activeSends.isStopped(put)) return cancel(send.id)
    if (roomLeft) return hold([send.id])
    clock.setTimeout(() => {
      const now = activeSends.pending(send.id)
      if (now?.state !== 'waiting' || activeSends.isStopped(now)) return
      if (paused || roomLeft) hold([now.id])
      else push(now)
    }, again)
  }

  /** An outcome must reach the ledger; until it does, nobody is shown more than `sending`. */
  async function settleRecord(id: string, patch: Patch): Promise<void> {
    for (;;) {
      try {
        await activeSends.change(id, patch)
        return
      } catch (error) {
        // STOP or the host was faster, and what is over stays as it is.
        const now = activeSends.pending(id)
        if (!now || !mayBecome(now.state, patch.state))
          return log.warn('A change came too late.', { id, detail: String(error) })
        log.error('An outcome could not be recorded yet.', { id, detail: String(error) })
        if (error instanceof CannotRecord && error.forGood) return
        await new Promise<void>((resolve) => clock.setTimeout(resolve, policy.recordAgainMs))
      }
    }
  }

  function pause(why: Paused) {
    paused ??= why
    shut()
    for (const { lane } of lines) hold(lane.clear())
    onChange()
  }

  function rest(outcome: Outcome, limits: RateLimit[]) {
    if (outcome.state !== 'waiting' && outcome.state !== 'unknown') return
    if (outcome.state === 'waiting' && outcome.rests) signIn.begin(outcome.afterMs ?? 0, outcome)
    if (outcome.laneRestsMs !== undefined) for (const limit of limits) limit.rest.begin(outcome.laneRestsMs, outcome)
  }

  function hold(ids: readonly string[]) {
    for (const id of ids) {
      const send = activeSends.pending(id)
      if (send && isUnsent(send.state) && !activeSends.isStopped(send))
        runSafely(log, 'A send could not be held.', () =>
          settleRecord(id, { state: 'held', reason: roomLeft ? 'held-room-left' : 'held-connection-paused' }),
        )
    }
  }

  return {
    enqueue(send) {
      // Its caller has been told that the send exists, so nothing may be thrown at them from here on.
      runSafely(log, 'A send could not join the line.', () => {
        const { operation } = lineOf(send)
        return operation.prepare ? operation.prepare(send).then(() => join(send.id)) : join(send.id)
      })
    },
    resend(send) {
      // Settling asks on, and tells it to go out again while its minute lasts.
      if (!paused && !closed) push(send)
    },
    clear() {
      for (const { lane } of lines) lane.clear()
      onChange()
    },
    resume() {
      paused = null
      reopen()
      onChange()
    },
    close() {
      closed = true
      shut()
      for (const { lane } of lines) lane.clear()
    },
    leave() {
      if (closed) return
      closed = true
      roomLeft = true
      shut()
      for (const { lane } of lines) hold(lane.clear())
    },
    pausedBy: () => paused,
    lanes: () => lines.map(({ operation: { carries, api }, lane, limits }) => ({ carries, api, lane, limits })),
  }

  function join(id: string) {
    const send = activeSends.pending(id)
    if (!send || activeSends.isStopped(send)) return
    if (paused || roomLeft) hold([id])
    else push(send)
  }
}

const isPausing = (outcome: Outcome): outcome is Paused => outcome.state === 'refused' && outcome.pauses === true

/** The room was left while the attempt was being recorded; its secret may be gone. */
const stayed = (sends: readonly Send[]): ReadonlyMap<string, Outcome> =>
  new Map(sends.map(({ id }) => [id, { state: 'waiting', reason: 'held-room-left' }]))

interface Route {
  operation: Operation
  limits: RateLimit[]
  lane: Lane<string>
}

interface Result {
  send: Send
  outcome: Outcome
}

/** Whose turn a send uses up. */
const turnOf = ({ gift }: Send) => (gift ? `${gift.giftId} ${gift.value ?? ''} ${gift.to ?? ''}` : 'announcement')

/** What an earlier attempt left on the receipt is taken away. */
const leaving = (send: Send): Patch => ({
  state: 'sending',
  reason: 'sending',
  attempts: send.attempts + 1,
  ...(send.giftTime !== undefined && { giftTime: send.giftTime }),
  code: undefined,
  vendorText: undefined,
  requestId: undefined,
})

/** The first attempt of a resent gift may still have applied, so only the game's own result ends it. */
function judgedAgain(outcome: Outcome): Outcome {
  const settles = outcome.state === 'delivered' || outcome.state === 'processing' || outcome.recorded
  return settles ? outcome : { ...outcome, state: 'unknown', reason: 'missing-result' }
}
