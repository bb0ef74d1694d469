import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import { inject } from 'vitest'
import type { Thread } from '../../electron/core/platform/worker-calls.ts'
import type { SandboxInit } from '../../electron/core/sandbox/start-sandbox.ts'

/** Returns the file of a program or worker thread, bundled for the tests: see built-parts.ts. */
export const partOf = (name: string) => path.join(inject('parts'), 'main', `${name}.js`)

const workerOf = (name: string) => pathToFileURL(partOf(`${name}-worker`))

export const workers = { ledger: workerOf('ledger'), history: workerOf('history'), sandbox: workerOf('sandbox') }

let shared: Worker | null = null

/** Starts both vendors in a thread that all tests of this process share. Each pair is independent of the others. */
export function vendorsThread(init: SandboxInit): Thread {
  shared ??= new Worker(workerOf('vendors'), { execArgv: [] })
  // The process may exit without waiting for the thread.
  shared.unref()
  const { port1, port2 } = new MessageChannel()
  shared.postMessage({ port: port2, init }, [port2])
  port1.once('close', () => port1.emit('exit', 0))
  const terminate = async () => {
    port1.close()
    return 0
  }
  return Object.assign(port1, { terminate }) as unknown as Thread
}
