import { Worker } from 'node:worker_threads'
import { askWorker, firstWord, WorkerEnded } from '../ask-worker.ts'
import { StartFailure } from '../start-failure.ts'
import type {
  Batch,
  Erasing,
  Change,
  FirstWord,
  Opened,
  RecordedCall,
  Request,
  SessionMark,
  StopMark,
} from './protocol.ts'
import type { Send } from './send.ts'

/** The disk could not take the record, so nothing may be sent on the strength of it. */
export class CannotRecord extends Error {
  override name = 'CannotRecord'
  /** Nothing can be recorded before the next start, so trying again is in vain. */
  readonly forGood: boolean

  constructor(why: unknown) {
    super(why instanceof Error ? why.message : String(why))
    this.forGood = why instanceof WorkerEnded
  }
}

/** An Idempotency-Key is known this long. */
export const keysKeptMs = 24 * 60 * 60 * 1_000

/** What goes into one commit together. */
export interface Entry {
  changes: Change[]
  call?: RecordedCall
  stop?: StopMark
  session?: SessionMark
  idempotency?: { key: string; sendId: string; at: number }
}

export interface Ledger {
  opened: Opened
  nextSeq(): number
  lastSeq(): number
  /** Resolves when the entry is on the disk; rejects with CannotRecord. Entries land in the order given. */
  record(entry: Entry): Promise<void>
  get(id: string): Promise<Send | null>
  after(seq: number, limit: number): Promise<Send[]>
  newest(limit: number): Promise<Send[]>
  /** The send that this Idempotency-Key made since the given time. */
  idempotent(key: string, since: number): Promise<string | null>
  /** Answers how many sends were thrown away. */
  erase(of: Erasing): Promise<number>
  /** Their bytes too. */
  scrub(): Promise<void>
  close(): Promise<void>
}

const emptyBatch = (): Batch => ({ calls: [], changes: [], stops: [], sessions: [], idempotency: [] })

export async function openLedger(lent: { worker: URL; dir: string; now: number }): Promise<Ledger> {
  const worker = new Worker(lent.worker, { workerData: { dir: lent.dir, now: lent.now } })
  const opened = await openedBy(worker, lent.dir)
  const thread = askWorker<Request>(worker)
  let lastSeq = opened.lastSeq

  const ask = async <T>(request: Request): Promise<T> => {
    try {
      return await thread.ask<T>(request)
    } catch (error) {
      throw new CannotRecord(error)
    }
  }

  // While one commit is on its way to the disk, everything new gathers for the next.
  let gathering: { batch: Batch; done: PromiseWithResolvers<void> } | null = null
  let committing = false
  const commitNext = async () => {
    const next = gathering
    if (!next || committing) return
    gathering = null
    committing = true
    try {
      await ask<void>({ op: 'commit', batch: next.batch })
      next.done.resolve()
    } catch (error) {
      next.done.reject(error)
    }
    committing = false
    void commitNext()
  }

  return {
    opened,
    nextSeq: () => ++lastSeq,
    lastSeq: () => lastSeq,
    record(entry) {
      gathering ??= { batch: emptyBatch(), done: Promise.withResolvers<void>() }
      const { batch, done } = gathering
      batch.changes.push(...entry.changes)
      if (entry.call) batch.calls.push(entry.call)
      if (entry.stop) batch.stops.push(entry.stop)
      if (entry.session) batch.sessions.push(entry.session)
      if (entry.idempotency) batch.idempotency.push(entry.idempotency)
      void commitNext()
      return done.promise
    },
    get: (id) => ask({ op: 'get', id }),
    after: (seq, limit) => ask({ op: 'after', seq, limit }),
    newest: (limit) => ask({ op: 'newest', limit }),
    idempotent: (key, since) => ask({ op: 'idempotent', key, since }),
    erase: (of) => ask({ op: 'erase', ...of }),
    scrub: () => ask({ op: 'scrub' }),
    async close() {
      // The worker answers in order, so everything recorded before this is on the disk when it answers.
      await gathering?.done.promise.catch(() => {})
      await thread.end({ op: 'close' })
    },
  }
}

async function openedBy(worker: Worker, dir: string): Promise<Opened> {
  const word = await firstWord<FirstWord>(worker).catch(({ message }: Error): FirstWord => ({
    failed: { why: 'unwritable', detail: message },
  }))
  if ('opened' in word) return word.opened
  await worker.terminate()
  throw word.failed.why === 'in-use'
    ? new StartFailure(
        `Giftdeck is already running with the folder ${dir}.`,
        'Close the other one, or start this one with another --data-dir.',
      )
    : new StartFailure(
        `The folder ${dir} cannot be used: ${word.failed.detail}.`,
        'Check that the folder exists, that you may write to it and that the disk has room.',
      )
}
