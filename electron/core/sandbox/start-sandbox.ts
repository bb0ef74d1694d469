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
  /** Merged into the present faults; each stays until changed. `null` switches one off. */
  setFaults(patch: Partial<Faults>): Promise<Faults>
  faults(): Promise<Faults>
  /** Simulated viewers who send gifts, so that counts move. */
  setViewers(on: boolean): Promise<void>
  recording(): Promise<Recording>
  stop(): Promise<void>
}

export interface SandboxDeps {
  /** Where the worker's code is: `out/main/sandbox-worker.js` when built, `worker.ts` under Node 24. Or a thread that runs. */
  worker: URL | ((init: SandboxInit) => Thread)
  /** The same seed makes the same world, faults and viewers. Random when left out. */
  seed?: number
  /** Default on. */
  viewers?: boolean
  limits?: Partial<Limits>
  /** Credentials and ids to keep instead of random ones. */
  world?: GivenWorld
  /** Rooms and accounts that exist as well. */
  more?: Partial<More>
  /** 0 or left out = any free one. */
  port?: number
}

/** Both vendors, simulated behind one loopback server in a worker thread of its own. */
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
  const word = await firstMessage<FirstWord>(worker).catch((error: Error) => ({ failed: error.message }))
  if ('failed' in word) {
    await worker.terminate()
    throw new Error(`The sandbox could not start: ${word.failed}`)
  }
  const thread = askWorker<Ask>(worker)
  const ask = <K extends keyof Asks>(what: K, given: Asks[K][0]) =>
    thread.ask<Asks[K][1]>({ ask: what, given } as Ask).catch((error: Error) => {
      throw new Error(`The sandbox does not answer: ${error.message}`, { cause: error })
    })
  let stopping: Promise<void> | null = null

  return {
    world: word.ready,
    setFaults: (patch) => ask('setFaults', patch),
    faults: () => ask('faults', null),
    setViewers: async (on) => void (await ask('setViewers', on)),
    recording: () => ask('recording', null),
    stop: () => (stopping ??= thread.end({ ask: 'stop', given: null })),
  }
}

/** No inherited flags: a debugger's port or a test runner's loader would break the worker. */
const startThread = (code: URL, init: SandboxInit) => new Worker(code, { workerData: init, execArgv: [] })

/** What the worker is born with. */
export interface SandboxInit {
  seed: number
  port: number
  viewers: boolean
  limits: Partial<Limits>
  given: GivenWorld
  more: More
}

/** Everything that may be asked of the worker: [what is given, what comes back]. */
interface Asks {
  setFaults: [given: Partial<Faults>, answer: Faults]
  faults: [given: null, answer: Faults]
  setViewers: [given: boolean, answer: null]
  recording: [given: null, answer: Recording]
  stop: [given: null, answer: null]
}

export type Ask = { [K in keyof Asks]: { ask: K; given: Asks[K][0] } }[keyof Asks]

/** Said once, before anything is asked. */
export type FirstWord = { ready: SandboxWorld } | { failed: string }
