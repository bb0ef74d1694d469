import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'

interface Answer {
  status: number
  body: unknown
}

/** A headless process, called over its control API as a script would call it. */
export interface Host {
  /** Resolves when the process is ready, and rejects if it exits before. */
  ready: Promise<void>
  call(method: string, route: string, body?: object): Promise<Answer>
  /** Follows the event stream until the process has exited. */
  follow(listener: (event: GiftdeckEvent) => void): void
  kill(): Promise<void>
  /** The error output of a process that exited by itself. Null if it runs or was killed. */
  crashOutput(): string | null
}

const running = new Set<ChildProcess>()
// A hunt that fails must not leave its processes running.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

export function launchHost(of: {
  file: string
  dataDir: string
  keyFile: string
  /** A program under which the process runs, with its arguments. */
  under?: readonly string[]
}): Host {
  const args = ['--data-dir', of.dataDir, '--key-file', of.keyFile, '--port', '0']
  const [program, ...rest] = [...(of.under ?? []), process.execPath, of.file, ...args]
  const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'close')
  running.add(child)
  child.once('exit', () => running.delete(child))
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2_000)))

  const line = new Promise<{ url: string; token: string }>((resolve, reject) => {
    createInterface(child.stdout).once('line', (text) => resolve(JSON.parse(text) as { url: string; token: string }))
    child.once('exit', () => reject(new Error(`The host ended before it was ready. ${errors}`)))
  })
  // A test that kills a starting process does not await its start.
  const ready = line.then(() => {})
  ready.catch(() => {})
  const request = async (method: string, route: string, body?: object) => {
    const { url, token } = await line
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return fetch(`${url}api/v1${route}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  }

  return {
    ready,
    async call(method, route, body) {
      const answer = await request(method, route, body)
      return { status: answer.status, body: await answer.json() }
    },
    follow(listener) {
      const read = async () => {
        const answer = await request('GET', '/events')
        const text = answer.body!.pipeThrough(new TextDecoderStream())
        let rest = ''
        for await (const chunk of text) {
          const lines = (rest + chunk).split('\n')
          rest = lines.pop()!
          for (const each of lines)
            if (each.startsWith('data: {')) listener(JSON.parse(each.slice('data: '.length)) as GiftdeckEvent)
        }
      }
      // The stream ends with the process.
      read().catch(() => {})
    },
    crashOutput: () => (child.exitCode === null ? null : `exit ${child.exitCode}: ${errors}`),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
