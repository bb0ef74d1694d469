import type { Worker } from 'node:worker_threads'

/** What crosses the thread: plain data only. A worker may say one thing unasked, its first word. */
export interface Asked<Request> {
  id: number
  request: Request
}

export type Answered =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string; name: string }

/** The thread has gone; asking again is in vain. */
export class WorkerEnded extends Error {
  override name = 'WorkerEnded'
}

/** A thread, or a port into one that others use as well. */
export type Thread = Pick<Worker, 'on' | 'once' | 'postMessage' | 'terminate'>

export interface AskWorker<Request> {
  /** Rejects with what the worker says, or with WorkerEnded, at once where it has gone already. */
  ask<T>(request: Request): Promise<T>
  /** Asks one last thing and ends the thread. Never rejects. */
  end(last: Request): Promise<void>
}

/** Questions to a worker thread. None waits for ever: with the thread every question ends, those still to come too. */
export function askWorker<Request>(worker: Thread): AskWorker<Request> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  let ended: WorkerEnded | null = null
  const end = (why: string) => {
    ended ??= new WorkerEnded(why)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', (answer: Answered) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(Object.assign(new Error(answer.message), { name: answer.name }))
  })
  worker.on('error', (error) => end(wordsOf(error)))
  worker.on('exit', () => end('It has stopped.'))

  const ask = <T>(request: Request): Promise<T> => {
    if (ended !== null) return Promise.reject(ended)
    const id = ++lastId
    const asked = Promise.withResolvers<unknown>()
    waiting.set(id, asked)
    worker.postMessage({ id, request } satisfies Asked<Request>)
    return asked.promise as Promise<T>
  }
  return {
    ask,
    async end(last) {
      await ask(last).catch(() => {})
      await worker.terminate()
    },
  }
}

/** Before anything is asked. Rejects where the thread ends without a word. */
export const firstWord = <T>(worker: Thread): Promise<T> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (error) => reject(new WorkerEnded(wordsOf(error))))
    worker.once('exit', (code) => reject(new WorkerEnded(`its thread ended with ${code}`)))
  })

export const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
