import { isEnded } from '../../../shared/domain/send-states.ts'
import type { SendState } from '../../../shared/contract/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Slices } from '../platform/slices.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { KeyedCall, RecordedCall } from './protocol.ts'
import { createErase } from './erase-sends.ts'
import { createOpenSends } from './open-sends.ts'
import type { Send } from './send.ts'
import { afterRestart, isGivenUp, isUnsent, mayBecome } from './states.ts'
import { cancelledByStop, createStop, type Stop } from './stop-sends.ts'

/** ActiveSends assigns the number and the ledger time. */
export type NewSend = Omit<Send, 'seq' | 'firstSeq' | 'pressed' | 'pressedOn' | 'changedOn'>

/** The Idempotency-Key of a call and the hash of that call: a key means one call. */
export type CallKey = Pick<KeyedCall, 'key' | 'call'>

/** The fields of a send that change; `undefined` removes a field. */
export type Patch = { [K in 'state' | 'reason']: Send[K] } & {
  [K in 'hint' | 'code' | 'vendorText' | 'requestId' | 'msgSeq' | 'latencyMs']?: Send[K] | undefined
} & { attempts?: number; giftTime?: number }

/**
 * The open sends in memory, in front of the ledger. A change is checked against the state table when it is asked
 * for, and shown to anyone only after it is on the disk.
 */
export interface ActiveSends {
  /** Records a new send; it exists for callers when this resolves. */
  add(send: NewSend, key?: CallKey): Promise<Send>
  /** The sends of one press and its key: all or none. */
  addTogether(sends: readonly NewSend[], key?: CallKey): Promise<Send[]>
  /** Moves one send on. Throws at once where the state table forbids it; rejects with CannotRecord. */
  change(id: string, patch: Patch): Promise<Send>
  /** Moves several sends into `sending` together, with the one call that contains them. */
  changeTogether(patches: readonly { id: string; patch: Patch }[], call: RecordedCall): Promise<Send[]>
  /** Returns a held send to the queue. Earlier STOPs do not cancel it. */
  release(id: string, key?: CallKey): Promise<Send>
  /** The newest state asked for, on the disk or not yet; undefined for a send that is over. */
  pending(id: string): Send | undefined
  /** All of them. The walk may pause: a send that ended meanwhile is left out, and a new one comes at the end. */
  open(): Iterable<Send>
  /** The sends whose call is on the wire, or whose outcome the vendor still works on. */
  underway(): Iterable<Send>
  /** The number of sends that the start turned into `unknown` and `held`. */
  recovered: { unknown: number; held: number }
  /** The number of sends that are held until the host releases or cancels them. */
  held(): number
  /** The number of sends that have not left and are not stopped. */
  waiting(): number
  /** How long ago by the ledger's time, in ms: no correction of the wall clock counts, sleep does. */
  sincePress(send: Send): number
  sinceChange(send: Send): number
  stop: Stop['stop']
  isStopped: Stop['isStopped']
  /**
   * Throws away what is over, or unknown for good, for so long before the newest entry; 0 = all of it, its bytes too.
   * Answers how many sends. Rejects with CannotRecord.
   */
  erase: (olderThanMs: number) => Promise<number>
  /** As callers may see it. */
  view(send: Send): Send
  /** The open send as callers may see it, without asking the disk. */
  seen(id: string): Send | undefined
  /** Calls the listener for every change once it is on the disk. Returns a function that unsubscribes. */
  onChange(listener: (send: Send) => void): () => void
}

export interface ActiveSendsDeps {
  ledger: Ledger
  clock: Clock
  runId: string
  log: Log
  slices: Slices
  policy: Pick<Policy, 'ledger' | 'reconciling'>
}

export async function openActiveSends(deps: ActiveSendsDeps): Promise<ActiveSends> {
  const { ledger, clock, runId, log, slices, policy } = deps
  const openSends = createOpenSends(ledger.opened.lastStop)
  const { keep } = openSends
  const listeners = new Set<(send: Send) => void>()
  const pending = (id: string) => openSends.get(id)?.pending
  function* pendingSends() {
    for (const entry of openSends.entries()) yield entry.pending
  }
  const stop = createStop({
    ledger,
    clock,
    log,
    slices,
    policy: policy.ledger,
    openSends,
    cancel: (ids) => commit(ids.map((id) => moved(id, cancelledByStop))),
  })

  const openedAt = ledger.time.now()
  const sincePress = ({ pressedOn = openedAt }: Send) => Math.max(0, ledger.time.now() - pressedOn)
  const sinceChange = ({ changedOn = openedAt }: Send) => Math.max(0, ledger.time.now() - changedOn)

  const view = (send: Send): Send => {
    // A row may be read while the attempt that overtook STOP, or its own cancellation, is on its way to the disk.
    const { state: next } = openSends.get(send.id)?.pending ?? send
    const cancels = isUnsent(next) || next === 'cancelled'
    return stop.isCancelled(send) && cancels ? { ...send, ...cancelledByStop } : send
  }

  /** Settles once all changes on the disk were passed on. They are passed on in the order of their commits. */
  let published = Promise.resolve()

  /** Takes its seq now and its place in memory when the entry is on the disk. */
  const commit = async (sends: Send[], more: Omit<Entry, 'changes'> = {}): Promise<void> => {
    const mono = clock.monotonic()
    const before = sends.map((send) => openSends.get(send.id))
    for (const [index, send] of sends.entries())
      keep(send.id, { durable: before[index]?.durable ?? null, pending: send })
    const callId = more.call?.id
    try {
      await ledger.record({
        changes: sends.map((send) => ({ send, boot: runId, mono, ...(callId && { callId }) })),
        ...more,
      })
    } catch (error) {
      for (const [index, send] of sends.entries()) {
        // A new send does not exist, and neither does an attempt that was recorded together with it.
        if (before[index] === undefined || openSends.get(send.id)?.pending === send) keep(send.id, before[index])
      }
      throw error
    }
    await (published = published.then(() => publish(sends)))
  }

  /** One transaction holds the presses of hundreds, so passing them on is sliced. */
  async function publish(sends: readonly Send[]) {
    for (const send of sends) {
      if (slices.isOver()) await slices.next()
      const entry = openSends.get(send.id)
      if (entry) entry.durable = send
      if (isEnded(send.state)) keep(send.id, undefined)
      // It is on the disk: a listener that fails must not make the change look as if it were not.
      for (const listener of listeners)
        runSafely(log, 'A change of a send could not be passed on.', () => listener(view(send)))
    }
  }

  /** Of a change. */
  const stamp = () => ({ seq: ledger.nextSeq(), updatedAt: clock.now(), changedOn: ledger.time.now() })

  const moved = (id: string, patch: Patch): Send => {
    const from = openSends.get(id)?.pending
    if (!from) throw new Error(`Send ${id} is over; it cannot become ${patch.state}.`)
    if (!mayBecome(from.state, patch.state)) throw new Error(`A send cannot go from ${from.state} to ${patch.state}.`)
    const next = { ...from, ...stamp() }
    // Deleting a field makes every later use of the object slow, so only what is there is deleted.
    for (const [key, value] of Object.entries(patch))
      if (value !== undefined) Object.assign(next, { [key]: value })
      else if (key in next) delete (next as Record<string, unknown>)[key]
    return next
  }

  async function addTogether(sends: readonly NewSend[], key?: CallKey) {
    const now = ledger.time.now()
    const added = sends.map((send): Send => {
      const seq = ledger.nextSeq()
      return { ...send, seq, firstSeq: seq, pressed: seq, pressedOn: now, changedOn: now }
    })
    await commit(added, keyed(key, added))
    return added
  }

  const erase = createErase({
    ledger,
    slices,
    policy: policy.ledger,
    openSends,
    isOld: ({ changedOn = openedAt }, before) => changedOn < before,
    isForGood: (send) =>
      isGivenUp(send, { sincePressMs: sincePress(send), sinceChangeMs: sinceChange(send) }, policy.reconciling),
  })
  const recovered = await recover()

  return {
    add: async (send, key) => (await addTogether([send], key))[0]!,
    addTogether,
    async change(id, patch) {
      const next = moved(id, patch)
      await commit([next])
      return next
    },
    async changeTogether(patches, call) {
      const next = patches.map(({ id, patch }) => moved(id, patch))
      await commit(next, { call })
      return next
    },
    async release(id, key) {
      const next = moved(id, { state: 'queued', reason: 'queued' })
      next.firstSeq = next.seq
      await commit([next], keyed(key, [next]))
      return next
    },
    pending,
    open: pendingSends,
    underway: openSends.underway,
    recovered,
    stop: stop.stop,
    held: openSends.held,
    waiting: openSends.waiting,
    sincePress,
    sinceChange,
    erase,
    isStopped: stop.isStopped,
    view,
    seen(id) {
      const durable = openSends.get(id)?.durable
      return durable ? view(durable) : undefined
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  /** Handles the open sends of the last run: applies the cancellations of a STOP, and sends nothing by itself. */
  async function recover() {
    const counts = { unknown: 0, held: 0 }
    for (let left = await ledger.takeLeftOpen(); left.length > 0; left = await ledger.takeLeftOpen()) {
      const changed: Send[] = []
      for (const send of left) {
        keep(send.id, { durable: send, pending: send })
        const next: Patch | undefined = stop.isStopped(send) ? cancelledByStop : afterRestartPatch(send.state)
        if (!next) continue
        changed.push({ ...send, ...next, ...stamp() } as Send)
        if (next.state === 'unknown' || next.state === 'held') counts[next.state]++
      }
      if (changed.length > 0) await commit(changed)
    }
    return counts
  }
}

function afterRestartPatch(state: SendState): Patch | undefined {
  const next = afterRestart(state)
  if (next === undefined) return undefined
  return { state: next, reason: next === 'unknown' ? 'app-stopped-while-sending' : 'held-after-restart' }
}

const keyed = (key: CallKey | undefined, sends: readonly Send[]): Pick<Entry, 'key'> =>
  key === undefined ? {} : { key: { ...key, sendIds: sends.map(({ id }) => id) } }
