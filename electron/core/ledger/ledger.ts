import { CannotRecord, StartFailure } from '../errors/failures.ts'
import { Worker } from 'node:worker_threads'
import { askWorker, firstMessage, WorkerEnded } from '../platform/worker-calls.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import { ledgerMoved } from './store.ts'
import {
  createLedgerTime,
  type LedgerTime,
  type Batch,
  type Change,
  type OpenResult,
  type KeyedCall,
  type Opened,
  type RecordedCall,
  type Request,
  type SessionMark,
  type StopMark,
  type CheckReport,
  type ErasedPart,
} from './protocol.ts'
import type { Send } from './send.ts'

/** The background check found damage, so nothing more is recorded. Only the next start may replace the ledger. */
class LedgerDamaged extends Error {
  override name = 'LedgerDamaged'
}

/** The changes that are committed in one transaction. */
export interface Entry {
  changes: Change[]
  call?: RecordedCall
  stop?: StopMark
  session?: SessionMark
  key?: KeyedCall
}

export interface Ledger {
  opened: Opened
  time: LedgerTime
  /**
   * Resolves after a check in the background, with the damage or with null. Nothing can be recorded after damage. It stays
   * pending if no check is needed.
   */
  checked: Promise<string | null>
  nextSeq(): number
  lastSeq(): number
  /** Resolves when the entry is on the disk; rejects with CannotRecord. Entries are committed in call order. */
  record(entry: Entry): Promise<void>
  /** Commits all entries that `work` records before it returns in one transaction: all of them or none. */
  together<T>(work: () => T): T
  get(id: string): Promise<Send | null>
  after(seq: number, limit: number): Promise<Send[]>
  newest(limit: number): Promise<Send[]>
  /** The sends that this Idempotency-Key made, if the key is not older than `idempotencyKeyRetentionMs` before the newest entry. */
  keyed(key: string): Promise<KeyedCall | null>
  /** The next open sends of the last run; none once all were taken. */
  takeLeftOpen(): Promise<Send[]>
  /** Erases the sends that ended before `before` (ledger time) and before this call. Returns their number. */
  eraseEnded(before: number): Promise<number>
  /** Erases these open sends. Returns their number. */
  eraseOpen(ids: readonly string[]): Promise<number>
  /** Erases what outlived its sends: old keys and STOPs and, with `unreferred`, calls and sessions before `before`. */
  eraseRest(of: { before: number; unreferred: boolean }): Promise<void>
  /** Ledger time of the newest entry. Ages for retention are measured from it. */
  newestAt(): number
  /** Also removes the bytes of erased sends from the file. */
  scrub(): Promise<void>
  close(): Promise<void>
}

type PendingBatch = Omit<Batch, 'time'>
interface Pending {
  batch: PendingBatch
  done: PromiseWithResolvers<void>
}
const emptyBatch = (): PendingBatch => ({ calls: [], changes: [], stops: [], sessions: [], keys: [] })

export async function openLedger(deps: {
  worker: URL
  dir: string
  clock: Clock
  policy: Policy['ledger']
  /** Called once if the ledger's file was moved, deleted or replaced. */
  onMoved?(): void
}): Promise<Ledger> {
  const { policy } = deps
  const { idempotencyKeyRetentionMs } = policy
  const worker = new Worker(deps.worker, { workerData: { dir: deps.dir, now: deps.clock.now(), policy } })
  const opened = await waitUntilOpen(worker, deps.dir)
  const thread = askWorker<Request>(worker)
  const time = createLedgerTime(opened.time, deps.clock)
  let newestAt = opened.time.now
  let lastSeq = opened.lastSeq
  let wasMoved = false
  const checked = Promise.withResolvers<string | null>()
  let damage: LedgerDamaged | null = null
  worker.on('message', (message: CheckReport | object) => {
    if (!('checked' in message)) return
    if (message.checked !== null) damage = new LedgerDamaged(message.checked)
    checked.resolve(message.checked)
  })

  const ask = async <T>(request: Request): Promise<T> => {
    try {
      return await thread.ask<T>(request)
    } catch (error) {
      const failed = cannotRecord(damage ?? error)
      if (failed.moved && !wasMoved) deps.onMoved?.()
      wasMoved ||= failed.moved
      throw failed
    }
  }

  // Group commit: entries that arrive while a commit is being written go into the next one together, up to a bound. An
  // entry is never divided, and entries keep their order.
  const pending: Pending[] = []
  /** While entries are recorded together: their batch, once there is one. It may go beyond the bound. */
  let together: { pending?: Pending } | null = null
  const batchFor = (changes: number) => {
    const last = pending.at(-1)
    const isFull = !last || last.batch.changes.length + changes > policy.largestBatchCount
    const next = together?.pending ?? (isFull ? { batch: emptyBatch(), done: Promise.withResolvers<void>() } : last)
    if (next !== last) pending.push(next)
    if (together) together.pending = next
    return next
  }
  let committing = false
  const commitNext = async () => {
    const next = committing || together ? undefined : pending.shift()
    if (!next) return
    committing = true
    try {
      const stored = time.stored()
      await ask<void>({ op: 'commit', batch: { ...next.batch, time: stored } })
      newestAt = stored.now
      next.done.resolve()
    } catch (error) {
      next.done.reject(error)
    }
    committing = false
    void commitNext()
  }

  return {
    opened,
    time,
    newestAt: () => newestAt,
    checked: checked.promise,
    nextSeq: () => ++lastSeq,
    lastSeq: () => lastSeq,
    record(entry) {
      const { batch, done } = batchFor(entry.changes.length)
      batch.changes.push(...entry.changes)
      if (entry.call) batch.calls.push(entry.call)
      if (entry.stop) batch.stops.push(entry.stop)
      if (entry.session) batch.sessions.push(entry.session)
      if (entry.key) batch.keys.push(entry.key)
      void commitNext()
      return done.promise
    },
    together(work) {
      together = {}
      try {
        return work()
      } finally {
        together = null
        void commitNext()
      }
    },
    get: (id) => ask({ op: 'get', id }),
    after: (seq, limit) => ask({ op: 'after', seq, limit }),
    newest: (limit) => ask({ op: 'newest', limit }),
    keyed: (key) => ask({ op: 'keyed', key, since: newestAt - idempotencyKeyRetentionMs }),
    takeLeftOpen: () => ask({ op: 'takeLeftOpen', limit: policy.largestBatchCount }),
    async eraseEnded(before) {
      const upTo = await ask<number>({ op: 'firstSince', before })
      let erased = 0
      for (let from: number | null = 0; from !== null;) {
        const part: ErasedPart = await ask({ op: 'eraseEnded', from, upTo })
        erased += part.erased
        from = part.next
      }
      return erased
    },
    eraseOpen: (ids) => ask({ op: 'eraseOpen', ids: [...ids] }),
    eraseRest: (of) => ask({ op: 'eraseRest', ...of, keysBefore: newestAt - idempotencyKeyRetentionMs }),
    scrub: () => ask({ op: 'scrub' }),
    async close() {
      // The worker answers in order, so everything recorded before this is on the disk when it answers.
      await pending.at(-1)?.done.promise.catch(() => {})
      await thread.end({ op: 'close' })
    },
  }
}

async function waitUntilOpen(worker: Worker, dir: string): Promise<Opened> {
  const result = await firstMessage<OpenResult>(worker).catch(({ message }: Error): OpenResult => ({
    failed: { message: `The folder ${dir} cannot be used: ${message}.`, advice: 'Start Giftdeck again.' },
  }))
  if ('opened' in result) return result.opened
  await worker.terminate()
  throw new StartFailure(result.failed.message, result.failed.advice)
}

function cannotRecord(why: unknown): CannotRecord {
  return new CannotRecord(why instanceof Error ? why.message : String(why), {
    forGood: why instanceof WorkerEnded || why instanceof LedgerDamaged,
    moved: why instanceof Error && why.name === ledgerMoved,
  })
}
