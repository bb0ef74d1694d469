import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerResponse, WorkerRequest } from '../platform/worker-calls.ts'
import type { HistoryRequest } from './history-protocol.ts'
import { openHistoryStore } from './history-store.ts'
import type { HistoryWorkerData } from './history.ts'

/** Reads the history in a thread of its own, so that a search never delays the recording of a press. */

const port = parentPort!
const { dir, policy } = workerData as HistoryWorkerData
const store = openHistoryStore(dir, policy)

const answer = (request: HistoryRequest): unknown => {
  switch (request.op) {
    case 'search':
      return store.search(request.filter, request.page)
    case 'story':
      return store.story(request.id)
    case 'sessions':
      return store.sessions(request.limit)
    case 'export':
      return store.export(request.page)
    case 'close':
      store.close()
      return port.unref()
  }
}

port.on('message', ({ id, request }: WorkerRequest<HistoryRequest>) => {
  try {
    port.postMessage({ id, ok: true, value: answer(request) } satisfies WorkerResponse)
  } catch (error) {
    const { name, message } = error as Error
    port.postMessage({ id, ok: false, name, message } satisfies WorkerResponse)
  }
})
