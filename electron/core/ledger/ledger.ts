import { CannotRecord } from '../errors/cannot-record.ts'
import { Worker } from 'node:worker_threads'
import { askWorker, firstMessage, WorkerEnded } from '../platform/worker-calls.ts'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import { StartFailure } from '../errors/start-failure.ts'
import { ledgerMoved } from './store.ts'
import {
  createLedgerTime,
  type LedgerTime,
  type Batch,
  type Erasing,
  type Change,
  type FirstWord,
  type KeyedCall,
  type Opened,
  type RecordedCall,
  type Request,
  type SessionMark,
  type StopMark,
  type Unasked,
} from './protocol.ts'
import type { Send } from './send.ts'

/** Found while it is in use: what is in it cannot be trusted, and only the next start may set it aside. */
class LedgerDamaged extends Error {
  override name = 'LedgerDamaged'
}

/** What goes into one commit together. */
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
  /** Resolves with why, should damage be found while it is in use. Nothing can be recorded from then on. */
  damaged: Promise<string>
  nextSeq(): number
  lastSeq(): number
  /** Resolves when the entry is on the disk; rejects with CannotRecord. Entries land in the order given. */
  record(entry: Entry): Promise<void>
  get(id: string): Promise<Send | null>
  after(seq: number, limit: number): Promise<Send[]>
  newest(limit: number): Promise<Send[]>
  /** What this Idempotency-Key made within a day of the newest entry. */
  keyed(key: string): Promise<KeyedCall | null>
  /** Throws away what is over since before that ledger time, and these open sends. Answers how many. */
  erase(of: Omit<Erasing, 'keysBefore'>): Promise<number>
  /** Ledger time of the newest entry: whatever is aged, is aged from here. */
  newestAt(): number
  /** Their bytes too. */
  scrub(): Promise<void>
  close(): Promise<void>
}

type Gathered = Omit<Batch, 'time'>
const emptyBatch = (): Gathered => ({ calls: [], changes: [], stops: [], sessions: [], keys: [] })

export async function openLedger(deps: {
  worker: URL
  dir: string
  clock: Clock
  policy: Policy['ledger']
  /** The file is no longer where it was. Reported once. */
  onMoved?(): void
}): Promise<Ledger> {
  const { policy } = deps
  const { idempotencyKeyRetentionMs } = policy
  const worker = new Worker(deps.worker, { workerData: { dir: deps.dir, now: deps.clock.now(), policy } })
  const opened = await openedBy(worker, deps.dir)
  const thread = askWorker<Request>(worker)
  const time = createLedgerTime(opened.time, deps.clock)
  let newestAt = opened.time.now
  let lastSeq = opened.lastSeq
  let wasMoved = false
  const damaged = Promise.withResolvers<string>()
  let damage: LedgerDamaged | null = null
  worker.on('message', (word: Unasked | object) => {
    if (!('damaged' in word)) return
    damage = new LedgerDamaged(word.damaged)
    damaged.resolve(word.damaged)
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

  // While one commit is on its way to the disk, everything new gathers for the next.
  let gathering: { batch: Gathered; done: PromiseWithResolvers<void> } | null = null
  let committing = false
  const commitNext = async () => {
    const next = gathering
    if (!next || committing) return
    gathering = null
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
    damaged: damaged.promise,
    nextSeq: () => ++lastSeq,
    lastSeq: () => lastSeq,
    record(entry) {
      gathering ??= { batch: emptyBatch(), done: Promise.withResolvers<void>() }
      const { batch, done } = gathering
      batch.changes.push(...entry.changes)
      if (entry.call) batch.calls.push(entry.call)
      if (entry.stop) batch.stops.push(entry.stop)
      if (entry.session) batch.sessions.push(entry.session)
      if (entry.key) batch.keys.push(entry.key)
      void commitNext()
      return done.promise
    },
    get: (id) => ask({ op: 'get', id }),
    after: (seq, limit) => ask({ op: 'after', seq, limit }),
    newest: (limit) => ask({ op: 'newest', limit }),
    keyed: (key) => ask({ op: 'keyed', key, since: newestAt - idempotencyKeyRetentionMs }),
    erase: (of) => ask({ op: 'erase', ...of, keysBefore: newestAt - idempotencyKeyRetentionMs }),
    scrub: () => ask({ op: 'scrub' }),
    async close() {
      // The worker answers in order, so everything recorded before this is on the disk when it answers.
      await gathering?.done.promise.catch(() => {})
      await thread.end({ op: 'close' })
    },
  }
}

async function openedBy(worker: Worker, dir: string): Promise<Opened> {
  const word = await firstMessage<FirstWord>(worker).catch(({ message }: Error): FirstWord => ({
    failed: { message: `The folder ${dir} cannot be used: ${message}.`, advice: 'Start Giftdeck again.' },
  }))
  if ('opened' in word) return word.opened
  await worker.terminate()
  throw new StartFailure(word.failed.message, word.failed.advice)
}

function cannotRecord(why: unknown): CannotRecord {
  return new CannotRecord(why instanceof Error ? why.message : String(why), {
    forGood: why instanceof WorkerEnded || why instanceof LedgerDamaged,
    moved: why instanceof Error && why.name === ledgerMoved,
  })
}
