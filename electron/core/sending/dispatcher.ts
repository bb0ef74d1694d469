import type { Book, Patch } from '../ledger/book.ts'
import { CannotRecord } from '../ledger/ledger.ts'
import type { Send } from '../ledger/send.ts'
import { isUnsent } from '../ledger/states.ts'
import type { Clock, Log, Random } from '../ports.ts'
import type { Judgement } from '../vendors/vendor.ts'
import type { Carrier } from './carrier.ts'
import { createLane, type Lane } from './lane.ts'
import type { Limits, RateLimit } from './limits.ts'
import { judged } from './judged.ts'
import { createProbe } from './probe.ts'
import { retryIn } from './retry.ts'

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
  limits: Limits
  carriers: readonly Carrier[]
  /** From press to first attempt, ms; 0 = never. */
  expireAfterMs: number
  /** A send left a state where it needs someone's care: settling, hints, a fresh reading. */
  onJudged(send: Send, judgement: Judgement): void
  onLeaving?(sends: readonly Send[]): void
  onChange(): void
}

const recordAgainMs = 1_000
/** Expired sends written down in one turn of the event loop. */
const expiredSlice = 500

export function createDispatcher(lent: DispatcherLoan): Dispatcher {
  const { book, clock, random, log } = lent
  let paused: Paused | null = null
  let closed = false
  let roomLeft = false
  let restsUntil = -Infinity
  /** How often a send was put off, and whether its sign-in was renewed. Gone when it is over. */
  const tries = new Map<string, { put: number; renewed: boolean }>()
  const lines = lent.carriers.map((carrier) => {
    const limits = carrier.limits.map((limit) => lent.limits.get(limit))
    const lane = createLane<string>({
      slots: limits.map((limit) => limit.slots),
      batch: carrier.batch,
      clock,
      mayLeave: (id) => mayLeave(id),
      run: (ids, left) => carry({ carrier, limits }, ids, left),
    })
    return { carrier, limits, lane }
  })
  const probe = createProbe({ clock, open: () => reopen() })
  const reopen = () => {
    if (!paused && !closed && !probe.isUnderWay() && clock.monotonic() >= restsUntil)
      for (const { lane } of lines) lane.resume()
  }
  const shut = () => lines.forEach(({ lane }) => lane.pause())
  const lineOf = (send: Send) => lines.find(({ carrier }) => carrier.carries === send.kind)!

  const push = (send: Send) => {
    lineOf(send).lane.push(send.id, { key: turnOf(send), urgency: 0 })
    lent.onChange()
  }

  /** Not cancelled, not over, not past its time. */
  const mayLeave = (id: string): boolean => {
    const send = book.pending(id)
    if (!send || book.isStopped(send)) return false
    if (send.state === 'unknown') return true
    if (!isUnsent(send.state)) return false
    if (!isPastItsTime(send)) return true
    expired.push(id)
    if (!recordingExpired) void recordExpired()
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
    while (expired.length > 0) {
      const slice = expired.splice(0, expiredSlice).filter((id) => {
        const send = book.pending(id)
        return send?.state === 'queued' && !book.isStopped(send)
      })
      await Promise.all(slice.map((id) => settleRecord(id, { state: 'expired', reason: 'expired-in-line' })))
      lent.onChange()
    }
    recordingExpired = false
  }

  async function carry(line: { carrier: Carrier; limits: RateLimit[] }, ids: string[], left: () => void) {
    const { carrier, limits } = line
    // An unknown gift may have been told to go out again twice before its turn came.
    const ready = [...new Set(ids)].flatMap((id) => book.pending(id) ?? [])
    if (probe.begin()) shut()
    const call = carrier.call(ready)
    let sends: Send[]
    try {
      sends = await book.changeTogether(
        ready.map((send) => ({ id: send.id, patch: leaving(send) })),
        { id: random.uuid(), ...call },
      )
    } catch (error) {
      if (!(error instanceof CannotRecord)) throw error
      log.error('The ledger cannot record, so nothing is sent.', { detail: error.message })
      probe.end(false)
      if (error.forGood) return
      for (const send of ready) clock.setTimeout(() => join(send.id), recordAgainMs)
      return
    }
    lent.onLeaving?.(sends)
    left()
    const started = clock.monotonic()
    const judgements = roomLeft ? stayed(sends) : await carrier.transmit(call, sends)
    for (const judgement of judgements.values()) {
      if (isPausing(judgement)) pause(judgement)
      if (judgement.state === 'waiting' && judgement.rests) rest(judgement.afterMs ?? 0)
    }
    probe.end(paused === null)
    const latencyMs = Math.round(clock.monotonic() - started)
    const resent = new Set(ready.filter((send) => send.state === 'unknown').map((send) => send.id))
    for (const send of sends) {
      const judgement = judgements.get(send.id) ?? { state: 'unknown', reason: 'missing-result' }
      void conclude(send, resent.has(send.id) ? judgedAgain(judgement) : judgement, latencyMs, limits)
    }
  }

  async function conclude(send: Send, judgement: Judgement, latencyMs: number, limits: RateLimit[]) {
    if (judgement.state === 'waiting' && judgement.slows) for (const limit of limits) limit.slow()
    if (judgement.state === 'waiting') await putOff(send, judgement, latencyMs)
    else {
      tries.delete(send.id)
      await settleRecord(send.id, judged(judgement, latencyMs))
    }
    lent.onJudged(send, judgement)
    lent.onChange()
  }

  async function putOff(send: Send, judgement: Extract<Judgement, { state: 'waiting' }>, latencyMs: number) {
    const done = tries.get(send.id) ?? { put: 0, renewed: false }
    const again = retryIn(judgement, done, random)
    if (again === null) {
      tries.delete(send.id)
      // A sign-in that was mended and fails again would fail for the rest of the line too.
      const reason = judgement.renewed ? judgement.reason : 'too-many-tries'
      if (judgement.renewed) pause({ state: 'refused', reason, pauses: true })
      return settleRecord(send.id, { ...judged(judgement, latencyMs), state: 'refused', reason })
    }
    tries.set(send.id, { put: done.put + (judgement.renewed ? 0 : 1), renewed: done.renewed || !!judgement.renewed })
    await settleRecord(send.id, judged(judgement, latencyMs))
    const put = book.pending(send.id)
    if (put && book.isStopped(put)) return settleRecord(send.id, { state: 'cancelled', reason: 'cancelled-by-stop' })
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
        if (!(error instanceof CannotRecord)) return log.warn('A change came too late.', { id, detail: String(error) })
        log.error('An outcome could not be recorded yet.', { id, detail: error.message })
        if (error.forGood) return
        await new Promise<void>((resolve) => clock.setTimeout(resolve, recordAgainMs))
      }
    }
  }

  function pause(why: Paused) {
    paused ??= why
    shut()
    for (const { lane } of lines) hold(lane.clear())
    lent.onChange()
  }

  function rest(ms: number) {
    restsUntil = Math.max(restsUntil, clock.monotonic() + ms)
    shut()
    clock.setTimeout(reopen, ms)
  }

  function hold(ids: readonly string[]) {
    for (const id of ids) {
      const send = book.pending(id)
      if (send && isUnsent(send.state) && !book.isStopped(send))
        void settleRecord(id, { state: 'held', reason: roomLeft ? 'held-room-left' : 'held-connection-paused' })
    }
  }

  return {
    enqueue(send) {
      const ready = lineOf(send).carrier.prepare?.(send)
      if (!ready) return join(send.id)
      void ready.then(() => join(send.id))
    },
    resend(send) {
      // Settling asks on, and tells it to go out again while its minute lasts.
      if (!paused && !closed) push(send)
    },
    clear() {
      for (const { lane } of lines) lane.clear()
      lent.onChange()
    },
    resume() {
      paused = null
      reopen()
      lent.onChange()
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

/** Whose turn a send uses up. */
const turnOf = ({ gift }: Send) => (gift ? `${gift.giftId} ${gift.value ?? ''} ${gift.to ?? ''}` : 'announcement')

/** What an earlier attempt left on the receipt is taken away. */
const leaving = (send: Send): Patch => ({
  state: 'sending',
  reason: 'sending',
  attempts: send.attempts + 1,
  code: undefined,
  vendorText: undefined,
  requestId: undefined,
})

/** The first attempt of a resent gift may still have applied, so only the game's own result ends it. */
function judgedAgain(judgement: Judgement): Judgement {
  const settles = judgement.state === 'delivered' || judgement.state === 'processing' || judgement.recorded
  return settles ? judgement : { ...judgement, state: 'unknown', reason: 'missing-result' }
}
