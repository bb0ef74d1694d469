import type { Worker } from 'node:worker_threads'

/** A request to a worker thread, as plain data. Except for its first message, a worker only sends responses. */
export interface WorkerRequest<Request> {
  id: number
  request: Request
}

export type WorkerResponse =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string; name: string }

/** The worker thread has ended, so a retry is useless. */
export class WorkerEnded extends Error {
  override name = 'WorkerEnded'
}

/** A worker thread, or a message port to one that others use as well. */
export type Thread = Pick<Worker, 'on' | 'once' | 'postMessage' | 'terminate'>

export interface AskWorker<Request> {
  /** Rejects with the worker's error, or with WorkerEnded if the thread has ended or ends before the response. */
  ask<T>(request: Request): Promise<T>
  /** Sends a last request, waits for its response and ends the thread. Never rejects. */
  end(last: Request): Promise<void>
}

/**
 * Sends requests to a worker thread. Once the thread ends, all open and later requests reject, so none waits for ever.
 */
export function askWorker<Request>(worker: Thread): AskWorker<Request> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  let ended: WorkerEnded | null = null
  const end = (why: string) => {
    ended ??= new WorkerEnded(why)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', (response: WorkerResponse) => {
    const pending = waiting.get(response.id)
    waiting.delete(response.id)
    if (response.ok) pending?.resolve(response.value)
    else pending?.reject(Object.assign(new Error(response.message), { name: response.name }))
  })
  worker.on('error', (error) => end(messageOf(error)))
  worker.on('exit', () => end('It has stopped.'))

  const ask = <T>(request: Request): Promise<T> => {
    if (ended !== null) return Promise.reject(ended)
    const id = ++lastId
    const pending = Promise.withResolvers<unknown>()
    waiting.set(id, pending)
    worker.postMessage({ id, request } satisfies WorkerRequest<Request>)
    return pending.promise as Promise<T>
  }
  return {
    ask,
    async end(last) {
      await ask(last).catch(() => {})
      await worker.terminate()
    },
  }
}

/** Resolves with the worker's first message, before any request. Rejects if the thread ends without one. */
export const firstMessage = <T>(worker: Thread): Promise<T> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (error) => reject(new WorkerEnded(messageOf(error))))
    worker.once('exit', (code) => reject(new WorkerEnded(`its thread ended with ${code}`)))
  })

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
