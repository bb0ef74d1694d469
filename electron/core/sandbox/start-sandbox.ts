import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Asks, Birth, Told } from './messages.ts'
import type { Faults } from './faults.ts'
import type { GivenWorld, SandboxWorld } from './world.ts'
import type { Limits } from './limits.ts'
import type { More } from './context.ts'
import type { Truth } from './truth.ts'

export interface Sandbox {
  world: SandboxWorld
  /** Merged into the present faults; each stays until changed. `null` switches one off. */
  setFaults(patch: Partial<Faults>): Promise<Faults>
  faults(): Promise<Faults>
  /** Simulated viewers who send gifts, so that counts move. */
  setViewers(on: boolean): Promise<void>
  truth(): Promise<Truth>
  stop(): Promise<void>
}

export interface SandboxLoan {
  /** Where the worker's code is: `out/main/sandbox-worker.js` when built, `worker.ts` under Node 24. */
  worker: URL
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
export function startSandbox(lent: SandboxLoan): Promise<Sandbox> {
  const birth: Birth = {
    seed: lent.seed ?? randomBytes(4).readUInt32LE(),
    port: lent.port ?? 0,
    viewers: lent.viewers ?? true,
    limits: lent.limits ?? {},
    given: lent.world ?? {},
    more: { rooms: lent.more?.rooms ?? [], accounts: lent.more?.accounts ?? [] },
  }
  // No inherited flags: a debugger's port or a test runner's loader would break the worker.
  const worker = new Worker(lent.worker, { workerData: birth, execArgv: [] })
  const waiting = new Map<number, { answer: (value: never) => void; refuse: (why: Error) => void }>()
  let lastId = 0
  let ended: Error | null = null
  let stopping: Promise<void> | null = null

  const ask = <K extends keyof Asks>(what: K, given: Asks[K][0]) =>
    new Promise<Asks[K][1]>((answer, refuse) => {
      if (ended !== null) return refuse(ended)
      lastId += 1
      waiting.set(lastId, { answer, refuse })
      worker.postMessage({ id: lastId, ask: what, given })
    })

  const stop = async () => {
    if (ended === null) await ask('stop', null).catch(() => null)
    await worker.terminate()
  }

  const sandbox = (world: SandboxWorld): Sandbox => ({
    world,
    setFaults: (patch) => ask('setFaults', patch),
    faults: () => ask('faults', null),
    setViewers: async (on) => void (await ask('setViewers', on)),
    truth: () => ask('truth', null),
    stop: () => (stopping ??= stop()),
  })

  return new Promise((resolve, reject) => {
    const end = (why: string) => {
      ended ??= new Error(why)
      reject(ended)
      for (const { refuse } of waiting.values()) refuse(ended)
      waiting.clear()
    }
    worker.on('message', (told: Told) => {
      if (told.kind === 'ready') return resolve(sandbox(told.world))
      if (told.kind === 'failed') {
        end(`The sandbox could not start: ${told.message}`)
        return void worker.terminate()
      }
      const caller = waiting.get(told.id)
      waiting.delete(told.id)
      if (told.kind === 'answer') caller?.answer(told.value as never)
      else caller?.refuse(new Error(told.message))
    })
    worker.on('error', (error) => end(`The sandbox broke: ${error instanceof Error ? error.message : String(error)}`))
    worker.on('exit', () => end('The sandbox has stopped.'))
  })
}
