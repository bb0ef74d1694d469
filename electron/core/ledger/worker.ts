import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Policy } from '../policy.ts'
import { checkWhole, isFileDamage } from './inspect.ts'
import { mkdirSync } from 'node:fs'
import type { WorkerResponse, WorkerRequest } from '../platform/worker-calls.ts'
import { meaningOf } from '../platform/file-failure.ts'
import { StartFailure } from '../errors/failures.ts'
import { openFolder, type OpenFolder } from './open-folder.ts'
import type { OpenResult, Request, CheckReport } from './protocol.ts'

/**
 * The full integrity check of a large ledger after a crash. It runs while Giftdeck is already in use, over a read-only
 * connection in a second thread. That thread runs this same file, with `Check` as its data.
 */

interface Check {
  check: string
  policy: Policy['ledger']
}

export const isCheck = (data: unknown): data is Check => typeof data === 'object' && data !== null && 'check' in data

/** Reports the damage that it finds, or null. A check that could not run reports nothing; the next start repeats it. */
export function scheduleCheck(
  { dir, worker, policy }: { dir: string; worker: URL; policy: Policy['ledger'] },
  report: (why: string | null) => void,
): { end(): void } {
  let thread: Worker | undefined
  const timer = setTimeout(() => {
    const workerData: Check = { check: path.join(dir, 'ledger.db'), policy }
    thread = new Worker(worker, { workerData })
    thread.once('message', report)
    thread.once('error', () => {})
    thread.unref()
  }, policy.checkAfterStartMs)
  timer.unref()
  return {
    end() {
      clearTimeout(timer)
      void thread?.terminate()
    },
  }
}

export function runCheck({ check: file, policy }: Check) {
  const db = new DatabaseSync(file, { readOnly: true, timeout: policy.busyTimeoutMs })
  try {
    parentPort!.postMessage(checkWhole(db))
  } catch (error) {
    if (!isFileDamage(error)) throw error
    parentPort!.postMessage('it is no ledger any more')
  } finally {
    db.close()
  }
}

/** The only writer of the ledger. Its calls block on the disk, so they run in a worker thread. */

const port = parentPort!

interface WorkerConfig {
  dir: string
  now: number
  policy: Policy['ledger']
}

function open({ dir, now, policy }: WorkerConfig): OpenFolder | null {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    return openFolder(dir, now, policy)
  } catch (error) {
    const failed = error instanceof StartFailure ? error : unusable(dir, error)
    port.postMessage({ failed: { message: failed.message, advice: failed.advice } } satisfies OpenResult)
    return null
  }
}

const unusable = (dir: string, error: unknown) =>
  new StartFailure(
    `The folder ${dir} cannot be used: ${meaningOf(error)}.`,
    'Check that the folder exists, that you may write to it and that the disk has room.',
  )

function serve(folder: OpenFolder, { dir, policy }: WorkerConfig) {
  const { store } = folder
  let damage: string | null = null
  const check = folder.mustBeChecked
    ? scheduleCheck({ dir, worker: new URL(import.meta.url), policy }, (why) => {
        damage = why
        if (why === null) folder.markChecked()
        else folder.markDamaged(why)
        port.postMessage({ checked: why } satisfies CheckReport)
      })
    : null

  const answer = (request: Request): unknown => {
    switch (request.op) {
      case 'commit':
        if (damage !== null) throw new Error(`The ledger is damaged: ${damage}.`)
        return store.commit(request.batch)
      case 'get':
        return store.get(request.id)
      case 'after':
        return store.after(request.seq, request.limit)
      case 'newest':
        return store.newest(request.limit)
      case 'keyed':
        return store.keyed(request.key, request.since)
      case 'takeLeftOpen':
        return store.leftOpen.splice(0, request.limit)
      case 'firstSince':
        return store.firstSince(request.before)
      case 'eraseEnded':
        return store.eraseEnded(request.from, request.upTo)
      case 'eraseOpen':
        return store.eraseOpen(request.ids)
      case 'eraseRest':
        return store.eraseRest(request)
      case 'scrub':
        return store.scrub()
      case 'close':
        check?.end()
        folder.close()
        return port.unref()
    }
  }
  port.on('message', ({ id, request }: WorkerRequest<Request>) => {
    try {
      port.postMessage({ id, ok: true, value: answer(request) } satisfies WorkerResponse)
    } catch (error) {
      const { name, message } = error as Error
      port.postMessage({ id, ok: false, name, message } satisfies WorkerResponse)
    }
  })
  port.postMessage({ opened: { ...store.opened, notices: folder.notices } } satisfies OpenResult)
}

if (isCheck(workerData)) runCheck(workerData)
else {
  const config = workerData as WorkerConfig
  const folder = open(config)
  if (folder) serve(folder, config)
}
