import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { askWorker, firstMessage, type Thread } from '../platform/worker-calls.ts'
import type { Faults } from './faults.ts'
import type { GivenWorld, SandboxWorld } from './world.ts'
import type { Limits } from './limits.ts'
import type { More } from './context.ts'
import type { Recording } from './recording.ts'

export interface Sandbox {
  world: SandboxWorld
  /** Merges the patch into the current faults. A fault stays until it is changed; `null` switches it off. */
  setFaults(patch: Partial<Faults>): Promise<Faults>
  faults(): Promise<Faults>
  /** Switches the simulated viewers on or off. Their gifts change the counts. */
  setViewers(on: boolean): Promise<void>
  recording(): Promise<Recording>
  stop(): Promise<void>
}

export interface SandboxDeps {
  /** The worker's code (`out/main/sandbox-worker.js` if built, `worker.ts` under Node 24), or a running thread. */
  worker: URL | ((init: SandboxInit) => Thread)
  /** The same seed gives the same world, faults and viewers. Default: random. */
  seed?: number
  /** Default: true. */
  viewers?: boolean
  limits?: Partial<Limits>
  /** Credentials and ids to use instead of random ones. */
  world?: GivenWorld
  /** Additional rooms and accounts. */
  more?: Partial<More>
  /** Default: 0, any free port. */
  port?: number
}

/** Starts both simulated vendors behind one loopback server in a worker thread. */
export async function startSandbox(deps: SandboxDeps): Promise<Sandbox> {
  const init: SandboxInit = {
    seed: deps.seed ?? randomBytes(4).readUInt32LE(),
    port: deps.port ?? 0,
    viewers: deps.viewers ?? true,
    limits: deps.limits ?? {},
    given: deps.world ?? {},
    more: { rooms: deps.more?.rooms ?? [], accounts: deps.more?.accounts ?? [] },
  }
  const worker = deps.worker instanceof URL ? startThread(deps.worker, init) : deps.worker(init)
  const started = await firstMessage<StartResult>(worker).catch((error: Error) => ({ failed: error.message }))
  if ('failed' in started) {
    await worker.terminate()
    throw new Error(`The sandbox could not start: ${started.failed}`)
  }
  const thread = askWorker<Ask>(worker)
  const ask = <K extends keyof Asks>(what: K, given: Asks[K][0]) =>
    thread.ask<Asks[K][1]>({ ask: what, given } as Ask).catch((error: Error) => {
      throw new Error(`The sandbox does not answer: ${error.message}`, { cause: error })
    })
  let stopping: Promise<void> | null = null

  return {
    world: started.ready,
    setFaults: (patch) => ask('setFaults', patch),
    faults: () => ask('faults', null),
    setViewers: async (on) => void (await ask('setViewers', on)),
    recording: () => ask('recording', null),
    stop: () => (stopping ??= thread.end({ ask: 'stop', given: null })),
  }
}

/** `execArgv` is empty, because an inherited debugger port or the loader of a test runner would break the worker. */
const startThread = (code: URL, init: SandboxInit) => new Worker(code, { workerData: init, execArgv: [] })

/** The `workerData` of the worker. */
export interface SandboxInit {
  seed: number
  port: number
  viewers: boolean
  limits: Partial<Limits>
  given: GivenWorld
  more: More
}

/** The requests to the worker: [argument, answer]. */
interface Asks {
  setFaults: [given: Partial<Faults>, answer: Faults]
  faults: [given: null, answer: Faults]
  setViewers: [given: boolean, answer: null]
  recording: [given: null, answer: Recording]
  stop: [given: null, answer: null]
}

export type Ask = { [K in keyof Asks]: { ask: K; given: Asks[K][0] } }[keyof Asks]

/** The first message of the worker, before any request. */
export type StartResult = { ready: SandboxWorld } | { failed: string }
