import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { parentPort, Worker } from 'node:worker_threads'
import type { Policy } from '../policy.ts'
import { checkWhole } from './inspect.ts'
import { isOfTheFile } from './sqlite-failure.ts'

/**
 * Looks through a large ledger after a bad end while Giftdeck is already running: in a thread of its own, over a connection
 * that only reads. The thread is another one of ledger/worker.ts, which asks `isCheck` first.
 */

interface Check {
  check: string
  policy: Policy['ledger']
}

export const isCheck = (data: unknown): data is Check => typeof data === 'object' && data !== null && 'check' in data

/** Tells what is wrong, should anything be. A check that could not be made tells nothing: the next start makes it again. */
export function planCheck(
  { dir, worker, policy }: { dir: string; worker: URL; policy: Policy['ledger'] },
  tell: (why: string) => void,
): { end(): void } {
  let thread: Worker | undefined
  const timer = setTimeout(() => {
    const workerData: Check = { check: path.join(dir, 'ledger.db'), policy }
    thread = new Worker(worker, { workerData })
    thread.once('message', (why: string | null) => why !== null && tell(why))
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
    if (!isOfTheFile(error)) throw error
    parentPort!.postMessage('it is no ledger any more')
  } finally {
    db.close()
  }
}
