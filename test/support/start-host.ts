import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Receipt } from '../../shared/contract/send.ts'

const built = path.resolve(import.meta.dirname, '..', '..', 'out', 'main', 'headless.js')

interface ReadyLine {
  port: number
  url: string
  token: string
}

/** One headless host with a data folder of its own, called as any script would call it. */
export interface Host {
  url: string
  token: string
  /** The address a browser opens. */
  address(token?: string): string
  call<T = unknown>(method: 'GET' | 'POST' | 'PUT', route: string, body?: object): Promise<T>
  /** The receipts, oldest change first. */
  sends(): Promise<Receipt[]>
  end(): Promise<void>
  /** Lives, but does nothing more, as a computer that swaps; until it is thawed. Not on Windows. */
  freeze(): void
  thaw(): void
  /** On the same port and folder; the ready token is a new one. */
  start(): Promise<void>
  /** Ends the host and takes its folder away. */
  remove(): Promise<void>
}

export async function startHost(): Promise<Host> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-e2e-'))
  let child: ChildProcess
  let ready: ReadyLine
  const launch = async (port: number) => {
    child = spawn(process.execPath, [built, '--data-dir', dataDir, '--port', String(port)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    ready = await readReadyLine(child)
  }
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
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
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    start: () => launch(ready.port),
    async remove() {
      await end()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function readReadyLine(child: ChildProcess): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('The host has no standard output.')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as ReadyLine
  throw new Error('The host ended before it was ready. Is the app built?')
}
