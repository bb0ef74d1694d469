import { Worker } from 'node:worker_threads'
import { askWorker, type AskWorker } from '../platform/worker-calls.ts'
import type { Policy } from '../policy.ts'
import type {
  ExportedPage,
  ExportPage,
  FoundPage,
  HistoryFilter,
  HistoryPage,
  HistoryRequest,
  SessionRow,
  Story,
} from './history-protocol.ts'

/** The history of sends: search, pages, totals and export. It reads only committed entries. */
export interface History {
  search(filter: HistoryFilter, page: HistoryPage): Promise<FoundPage>
  story(id: string): Promise<Story | null>
  sessions(limit: number): Promise<SessionRow[]>
  export(page: ExportPage): Promise<ExportedPage>
  close(): Promise<void>
}

export interface HistoryWorkerData {
  dir: string
  policy: Policy['ledger']
}

/** The worker thread starts at the first history request, and again at the next request after it failed. */
export function openHistory(deps: HistoryWorkerData & { worker: URL }): History {
  const workerData: HistoryWorkerData = { dir: deps.dir, policy: deps.policy }
  let thread: AskWorker<HistoryRequest> | null = null
  let closed = false
  const start = () => {
    const worker = new Worker(deps.worker, { workerData })
    const started = askWorker<HistoryRequest>(worker)
    worker.on('exit', () => (thread = thread === started ? null : thread))
    return started
  }
  const ask = <T>(request: HistoryRequest) => {
    if (closed) return Promise.reject(new Error('The history is closed.'))
    return (thread ??= start()).ask<T>(request)
  }
  return {
    search: (filter, page) => ask({ op: 'search', filter, page }),
    story: (id) => ask({ op: 'story', id }),
    sessions: (limit) => ask({ op: 'sessions', limit }),
    export: (page) => ask({ op: 'export', page }),
    async close() {
      closed = true
      await thread?.end({ op: 'close' })
    },
  }
}
