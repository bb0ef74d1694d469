import type { Book, Patch } from '../ledger/active-sends.ts'
import { CannotRecord } from '../ledger/ledger.ts'
import type { Send } from '../ledger/send.ts'
import { isUnsent, mayBecome } from '../ledger/states.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Random } from '../ports.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Judgement } from '../vendors/vendor.ts'
import { buildCall } from './build-call.ts'
import { guardCarrier, type Carrier } from './operation.ts'
import { createLane, type Lane } from '../rate-limit/lane.ts'
import type { Limits, RateLimit } from '../rate-limit/adaptive-limit.ts'
import { judged } from './reconciler.ts'
import { createProbe } from './half-open.ts'
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

type Paused = Extract<Judgement, { state: 'refused' }>

interface DispatchLane {
  carries: Send['kind']
  api: string
  lane: Lane<string>
  limits: RateLimit[]
}

export interface DispatcherLoan {
  book: Book
  clock: Clock
  random: Random
  log: Log
  policy: Policy['sending']
  limits: Limits
  /** Of everything that signs as these sends do. */
  signIn?: Rest
  carriers: readonly Carrier[]
  /** From press to first attempt, ms; 0 = never. */
  expireAfterMs: number
  /** A send left a state where it needs someone's care: settling, hints, a fresh reading. */
  onJudged(send: Send, judgement: Judgement): void
  onLeaving?(sends: readonly Send[]): void
  onChange(): void
}

export function createDispatcher(lent: DispatcherLoan): Dispatcher {
  const { book, clock, random, log, policy, signIn = createRest(lent.clock) } = lent
  // Told of what has happened already: a listener that fails changes neither a receipt nor the line.
  const onChange = () => runSafely(log, 'A change of the lanes could not be passed on.', () => lent.onChange())
  let paused: Paused | null = null
  let closed = false
  let roomLeft = false
  /** How often a send was put off, and whether its sign-in was renewed. Gone when it is over. */
  const tries = new Map<string, { put: number; renewed: boolean }>()
  const lines = lent.carriers.map((each) => {
    const carrier = guardCarrier(each, { clock, log, policy })
    const limits = carrier.limits.map((limit) => lent.limits.get(limit))
    const lane: Lane<string> = createLane<string>({
      slots: limits.map((limit) => limit.slots),
      rests: [...limits.map((limit) => limit.rest), signIn],
      batch: carrier.batch,
      clock,
      mayLeave: (id) => mayLeave(id),
      run: (ids, left) => carrySafely({ carrier, limits, lane }, ids, left),
    })
    return { carrier, limits, lane }
  })
  const probe = createProbe({ clock, policy, open: () => reopen() })
  const reopen = () => {
    if (!paused && !closed && !probe.isUnderWay()) for (const { lane } of lines) lane.resume()
  }
  const shut = () => lines.forEach(({ lane }) => lane.pause())
  const lineOf = (send: Send) => lines.find(({ carrier }) => carrier.carries === send.kind)!

  const push = (send: Send) => {
    lineOf(send).lane.push(send.id, { key: turnOf(send), urgency: 0 })
    onChange()
  }

  /** Not cancelled, not over, not past its time. */
  const mayLeave = (id: string): boolean => {
    const send = book.pending(id)
    if (!send || book.isStopped(send)) return false
    if (send.state === 'unknown') return true
    if (!isUnsent(send.state)) return false
    if (!isPastItsTime(send)) return true
    expired.push(id)
    if (!recordingExpired) runSafely(log, 'Expired sends could not be written down.', recordExpired)
    return false
  }
  const isPastItsTime = (send: Send) =>
    send.state === 'queued' &&
    lent.expireAfterMs > 0 &&
    book.sinceChange(send) > lent.expireAfterMs &&
    !tries.has(send.id)

  const expired: string[] = []
  let recordingExpired = false
  /** A long line is past its time all at once, so it is written down in slices. */
  async function recordExpired() {
    recordingExpired = true
    try {
      while (expired.length > 0) {
        const slice = expired.splice(0, policy.expiredSliceCount).filter((id) => {
          const send = book.pending(id)
          return send?.state === 'queued' && !book.isStopped(send)
        })
        await Promise.all(slice.map((id) => settleRecord(id, { state: 'expired', reason: 'expired-in-line' })))
        onChange()
      }
    } finally {
      recordingExpired = false
    }
  }

  /** A fault of ours in between: what may have left is unknown, and what has not takes another turn. */
  async function carrySafely(line: Line, ids: string[], left: () => void) {
    try {
      await carry(line, ids, left)
    } catch (error) {
      log.error('A call failed inside Giftdeck.', { stack: stackOf(error) })
      for (const id of ids) {
        if (book.pending(id)?.state !== 'sending') takeAnotherTurn(id)
        else await settleRecord(id, { state: 'unknown', reason: 'sending-failed' })
      }
    }
  }

  async function carry(line: Line, ids: string[], left: () => void) {
    const { carrier, limits } = line
    // An unknown gift may have been told to go out again twice before its turn came.
    const asked = [...new Set(ids)].flatMap((id) => book.pending(id) ?? [])
    const { ready, unsendable, later } = buildCall(carrier, asked, log)
    for (const { send, reason } of unsendable) refuseUnbuilt(send, reason)
    for (const send of later) push(send)
    if (!ready) return
    if (probe.begin()) shut()
    const { call } = ready
    let sends: Send[]
    try {
      sends = await book.changeTogether(
        ready.sends.map((send) => ({ id: send.id, patch: leaving(send) })),
        { id: random.uuid(), ...call },
      )
    } catch (error) {
      probe.end(false)
      return notRecorded(ready.sends, error)
    }
    if (lent.onLeaving) runSafely(log, 'A send on its way could not be passed on.', () => lent.onLeaving!(sends))
    left()
    const started = clock.monotonic()
    const judgements = roomLeft ? stayed(sends) : await carrier.transmit(call, sends)
    for (const judgement of judgements.values()) {
      if (isPausing(judgement)) pause(judgement)
      rest(judgement, limits)
    }
    probe.end(paused === null)
    const latencyMs = Math.round(clock.monotonic() - started)
    const resent = new Set(ready.sends.filter((send) => send.state === 'unknown').map((send) => send.id))
    const outcomes = sends.map((send): Outcome => {
      const judgement = judgements.get(send.id) ?? { state: 'unknown', reason: 'missing-result' }
      return { send, judgement: resent.has(send.id) ? judgedAgain(judgement) : judgement }
    })
    if (isForOneOfThem([...judgements.values()]))
      return runSafely(log, 'A call could not be split.', () => goInParts(line.lane, outcomes, latencyMs))
    for (const { send, judgement } of outcomes)
      runSafely(log, 'An outcome could not be settled.', () => conclude(send, judgement, latencyMs, limits))
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

  async function conclude(send: Send, judgement: Judgement, latencyMs: number, limits: RateLimit[]) {
    const outcome = judged(judgement, latencyMs)
    try {
      if (judgement.state === 'waiting') {
        if (judgement.slows) for (const limit of limits) limit.slow()
        await putOff(send, judgement, latencyMs)
      } else {
        tries.delete(send.id)
        await settleRecord(send.id, outcome)
      }
    } catch (error) {
      log.error('A send could not be put off, so it is over.', { id: send.id, stack: stackOf(error) })
      await settleRecord(send.id, judgement.state === 'waiting' ? { ...outcome, state: 'refused' } : outcome)
    }
    runSafely(log, 'An outcome could not be passed on.', () => lent.onJudged(send, judgement))
    onChange()
  }

  /**
   * The halves of the call go out again, each in a call of its own, until the gift at fault stands alone. None was recorded
   * at the vendor, so every gift keeps its MsgId.
   */
  async function goInParts(lane: Lane<string>, outcomes: readonly Outcome[], latencyMs: number) {
    for (const part of partsOf(outcomes)) {
      await Promise.all(part.map(({ send, judgement }) => settleRecord(send.id, toPart(judgement, latencyMs))))
      const going = part.map(({ send }) => send.id).filter(mayGoAgain)
      if (going.length > 0) lane.pushApart(going)
    }
    onChange()
  }

  /** What STOP, a pause or a change of room has overtaken meanwhile stays here. */
  function mayGoAgain(id: string): boolean {
    const send = book.pending(id)
    if (!send) return false
    // STOP has no word for one that may have left, and it must not leave once more.
    if (send.state === 'unknown') return !paused && !closed && !book.isStopped({ ...send, state: 'queued' })
    if (send.state !== 'waiting') return false
    if (book.isStopped(send)) runSafely(log, 'A send could not be cancelled.', () => cancel(id))
    else if (paused || roomLeft) hold([id])
    else return true
    return false
  }

  const cancel = (id: string) => settleRecord(id, { state: 'cancelled', reason: 'cancelled-by-stop' })

  async function putOff(send: Send, judgement: Extract<Judgement, { state: 'waiting' }>, latencyMs: number) {
    const done = tries.get(send.id) ?? { put: 0, renewed: false }
    const again = retryIn(judgement, done, { random, policy })
    if (again === null) {
      tries.delete(send.id)
      // A sign-in that was mended and fails again would fail for the rest of the line too.
      if (judgement.renewed) pause({ state: 'refused', reason: judgement.reason, pauses: true })
      return settleRecord(send.id, { ...judged(judgement, latencyMs), state: 'refused' })
    }
    tries.set(send.id, { put: done.put + (judgement.renewed ? 0 : 1), renewed: done.renewed || !!judgement.renewed })
    await settleRecord(send.id, judged(judgement, latencyMs))
    const put = book.pending(send.id)
    if (put && book.isStopped(put)) return cancel(send.id)
    if (roomLeft) return hold([send.id])
    clock.setTimeout(() => {
      const now = book.pending(send.id)
      if (now?.state !== 'waiting' || book.isStopped(now)) return
      if (paused || roomLeft) hold([now.id])
      else push(now)
    }, again)
  }

  /** An outcome must reach the ledger; until it does, nobody is shown more than `sending`. */
  async function settleRecord(id: string, patch: Patch): Promise<void> {
    for (;;) {
      try {
        await book.change(id, patch)
        return
      } catch (error) {
        // STOP or the host was faster, and what is over stays as it is.
        const now = book.pending(id)
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

  function rest(judgement: Judgement, limits: RateLimit[]) {
    if (judgement.state !== 'waiting' && judgement.state !== 'unknown') return
    if (judgement.state === 'waiting' && judgement.rests) signIn.begin(judgement.afterMs ?? 0, judgement)
    if (judgement.laneRestsMs !== undefined)
      for (const limit of limits) limit.rest.begin(judgement.laneRestsMs, judgement)
  }

  function hold(ids: readonly string[]) {
    for (const id of ids) {
      const send = book.pending(id)
      if (send && isUnsent(send.state) && !book.isStopped(send))
        runSafely(log, 'A send could not be held.', () =>
          settleRecord(id, { state: 'held', reason: roomLeft ? 'held-room-left' : 'held-connection-paused' }),
        )
    }
  }

  return {
    enqueue(send) {
      // Its caller has been told that the send exists, so nothing may be thrown at them from here on.
      runSafely(log, 'A send could not join the line.', () => {
        const { carrier } = lineOf(send)
        return carrier.prepare ? carrier.prepare(send).then(() => join(send.id)) : join(send.id)
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
    lanes: () => lines.map(({ carrier: { carries, api }, lane, limits }) => ({ carries, api, lane, limits })),
  }

  function join(id: string) {
    const send = book.pending(id)
    if (!send || book.isStopped(send)) return
    if (paused || roomLeft) hold([id])
    else push(send)
  }
}

const isPausing = (judgement: Judgement): judgement is Paused =>
  judgement.state === 'refused' && judgement.pauses === true

/** The room was left while the attempt was being recorded; its secret may be gone. */
const stayed = (sends: readonly Send[]): ReadonlyMap<string, Judgement> =>
  new Map(sends.map(({ id }) => [id, { state: 'waiting', reason: 'held-room-left' }]))

interface Line {
  carrier: Carrier
  limits: RateLimit[]
  lane: Lane<string>
}

interface Outcome {
  send: Send
  judgement: Judgement
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
function judgedAgain(judgement: Judgement): Judgement {
  const settles = judgement.state === 'delivered' || judgement.state === 'processing' || judgement.recorded
  return settles ? judgement : { ...judgement, state: 'unknown', reason: 'missing-result' }
}
