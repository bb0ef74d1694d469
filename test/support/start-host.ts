import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Receipt } from '../../shared/contract/send.ts'
import { builtParts } from './built-parts.ts'
import type { ProcessRequest, PolicyChange, ProcessAnswer } from './host-process.ts'
import { removeFolder } from './this-system.ts'

const builtIn = path.resolve(import.meta.dirname, '..', '..', 'out', 'main')

interface ReadyLine {
  port: number
  url: string
  token: string
}

/** A headless server with its own data folder, called as a script would call it. */
export interface Host {
  url: string
  token: string
  /** Returns the address that a browser opens. */
  address(token?: string): string
  call<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', route: string, body?: object): Promise<T>
  /** Returns the receipts in the order of their last change. */
  sends(): Promise<Receipt[]>
  end(): Promise<void>
  /** Suspends the process, as on a computer that swaps, until it is resumed. Not on Windows. */
  freeze(): void
  thaw(): void
  /** Ends the process at once, as a crash does. Only for a host in a process of its own. */
  kill(): Promise<void>
  /** Starts the server again on the same folder, and on the same port unless another one is given. Its token is new. */
  start(port?: number): Promise<void>
  /** Stops the server and removes its folder. */
  remove(): Promise<void>
}

/** A process in which servers run. `end` stops the server, `close` the process as well. */
export interface HostProcess {
  start(argv: string[]): Promise<ReadyLine>
  end(): Promise<void>
  kill(signal: NodeJS.Signals): void
  close(): Promise<void>
}

/** A process whose servers may use another policy than the product's. */
export interface SharedProcess extends HostProcess {
  with(policy: PolicyChange): HostProcess
}

/** Starts a process that runs servers one after the other: see host-process.ts. */
export async function sharedProcess(): Promise<SharedProcess> {
  const file = path.join(await builtParts(), 'main', 'host-process.js')
  const child = fork(file, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] })
  const ask = async (asked: ProcessRequest) => {
    const answer = once(child, 'message')
    child.send(asked)
    const [reported] = (await answer) as [ProcessAnswer]
    if (reported.do === 'failed') throw new Error(`The host did not ${asked.do}: ${reported.why}`)
    return reported
  }
  const start = (policy: PolicyChange) => async (argv: string[]) => {
    const reported = await ask({ do: 'start', argv, builtIn, policy })
    if (reported.do !== 'started') throw new Error('The host did not start.')
    return reported
  }
  const shared: HostProcess = {
    start: start({}),
    end: async () => void (await ask({ do: 'stop' })),
    kill: (signal) => void child.kill(signal),
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
  return { ...shared, with: (policy) => ({ ...shared, start: start(policy) }) }
}

/** Runs the server as a user starts it: in its own process, which ends with the server. */
export function ownProcess(folder = builtIn): HostProcess {
  let child: ChildProcess | null = null
  const end = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  return {
    async start(argv) {
      child = spawn(process.execPath, [path.join(folder, 'headless.js'), ...argv], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      return readReadyLine(child)
    },
    end,
    kill: (signal) => void child?.kill(signal),
    close: end,
  }
}

export async function startHost(host: HostProcess = ownProcess()): Promise<Host> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-e2e-'))
  let runs = false
  let ready: ReadyLine
  const launch = async (port: number) => {
    ready = await host.start(['--data-dir', dataDir, '--port', String(port)])
    runs = true
  }
  const end = async () => {
    if (runs) await host.end()
    runs = false
  }
  const call = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const answer = await fetch(`${ready.url}api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  await launch(0)
  return {
    get url() {
      return ready.url
    },
    get token() {
      return ready.token
    },
    address: (token = ready.token) => `${ready.url}#token=${token}`,
    call,
    sends: async () => (await call<{ items: Receipt[] }>('GET', '/sends?limit=1000')).items,
    end,
    freeze: () => host.kill('SIGSTOP'),
    thaw: () => host.kill('SIGCONT'),
    async kill() {
      host.kill('SIGKILL')
      await end()
    },
    start: (port = ready.port) => launch(port),
    async remove() {
      await end()
      removeFolder(dataDir)
    },
  }
}

async function readReadyLine(child: ChildProcess): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('The host has no standard output.')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as ReadyLine
  throw new Error('The host ended before it was ready. Is the app built?')
}
