import { Worker } from 'node:worker_threads'
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
import type { Answered } from './protocol.ts'

/** What was sent, for those who look back: searched, paged, summed up, exported. Sees what is on the disk. */
export interface History {
  search(filter: HistoryFilter, page: HistoryPage): Promise<FoundPage>
  story(id: string): Promise<Story | null>
  sessions(limit: number): Promise<SessionRow[]>
  export(page: ExportPage): Promise<ExportedPage>
  close(): Promise<void>
}

interface Thread {
  ask(request: HistoryRequest): Promise<unknown>
  end(): Promise<void>
}

/** The thread starts when someone first looks back, and again after it has failed. */
export function openHistory(lent: { worker: URL; dir: string }): History {
  let thread: Thread | null = null
  let closed = false
  const ask = <T>(request: HistoryRequest) => {
    if (closed) return Promise.reject(new Error('The history is closed.'))
    const running = thread ?? startThread(lent, () => (thread = thread === running ? null : thread))
    thread = running
    return running.ask(request) as Promise<T>
  }
  return {
    search: (filter, page) => ask({ op: 'search', filter, page }),
    story: (id) => ask({ op: 'story', id }),
    sessions: (limit) => ask({ op: 'sessions', limit }),
    export: (page) => ask({ op: 'export', page }),
    async close() {
      closed = true
      await thread?.end()
    },
  }
}

function startThread(lent: { worker: URL; dir: string }, onEnd: () => void): Thread {
  const worker = new Worker(lent.worker, { workerData: { dir: lent.dir } })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0

  worker.on('message', (answer: Answered) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(new Error(answer.message))
  })
  const giveUp = (error: Error) => {
    onEnd()
    for (const asked of waiting.values()) asked.reject(error)
    waiting.clear()
  }
  worker.on('error', giveUp)
  worker.on('exit', () => giveUp(new Error('The history is closed.')))

  const ask = (request: HistoryRequest) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, request })
    })
  return {
    ask,
    async end() {
      await ask({ op: 'close' }).catch(() => {})
      await worker.terminate()
    },
  }
}
