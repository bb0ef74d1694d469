import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { until } from '../support/until.ts'
import { partOf } from '../support/workers.ts'
import { ask, type Answer, type Asking } from '../core/server/start-test-server.ts'

interface ReadyLine {
  ready: true
  port: number
  url: string
  token: string
}

/** A headless process of Giftdeck. */
export interface Headless {
  pid: number
  /** Everything that the process has written so far. */
  stdout: () => string
  stderr: () => string
  /** Rejects with the error output if the process exits before it is ready. */
  ready: Promise<ReadyLine>
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  kill: (signal: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Calls a route below `/api/v1`, with the token of the ready line unless another is given. */
  api: (method: string, route: string, asking?: Asking) => Promise<Answer>
}

interface Surroundings {
  env?: Record<string, string>
  under?: readonly string[]
}

/** Returns a function that starts headless processes from the present sources; the build in `out/` may be older. */
export function useHeadless() {
  const file = partOf('headless')
  /** The process is killed when the test is over. `under`: a command that runs it, such as a tracer. */
  return (args: readonly string[], { env = {}, under = [] }: Surroundings = {}): Headless => {
    const [command, ...rest] = [...under, process.execPath, file, ...args]
    const child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
    let over = false
    void ended.then(() => (over = true))
    const ready = until(() => over || stdout.includes('\n')).then(() => {
      if (!stdout.includes('\n')) throw new Error(`It ended before it was ready: ${stderr}`)
      return JSON.parse(stdout) as ReadyLine
    })
    ready.catch(() => {})
    const kill = (signal: NodeJS.Signals) => {
      child.kill(signal)
      return ended
    }
    onTestFinished(async () => {
      if (!over) await kill('SIGKILL')
    })
    return {
      pid: child.pid!,
      stdout: () => stdout,
      stderr: () => stderr,
      ready,
      ended,
      kill,
      api: async (method, route, asking = {}) => {
        const { port, token } = await ready
        return ask(port, method, `/api/v1${route}`, { token, ...asking })
      },
    }
  }
}

export const folderArgs = (dataDir: string) => ['--data-dir', dataDir, '--port', '0']
export const asideIn = (names: readonly string[]) => names.filter((name) => name.startsWith('settings.json.broken-'))
