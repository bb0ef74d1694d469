import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { until } from '../../test/support/until.ts'

interface LogLine {
  level: number
  msg: string
  version?: string
  detail?: string
  stack?: string
}
const warning = 40
const wordsOf = ({ msg, detail = '', stack = '' }: LogLine) => `${msg} ${detail}${stack}`.trim()
const started = 'Giftdeck started.'

/** A package that was started over a data folder, as a host starts it. */
export interface Running {
  child: ChildProcess
  /** The log file of the data folder, of this start alone. */
  log: () => LogLine[]
  ended: () => boolean
  /** Throws with its last words where it ends before it has said this, or says one of the others. */
  says: (message: string, ...neverAfter: string[]) => Promise<LogLine>
  kill: () => Promise<void>
}

/** Electron does not start as root with its sandbox on, and a container's user is root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export function startPackage(program: string, dataDir: string, env: Record<string, string> = {}): Running {
  const file = path.join(dataDir, 'logs', 'giftdeck.log')
  const linesOf = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
  const before = linesOf().length
  const child = spawn(program, [`--user-data-dir=${dataDir}`, '--lang=en-US', ...asRoot], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (words += text.toString()))
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null
  const log = () =>
    linesOf()
      .slice(before)
      .map((line) => JSON.parse(line) as LogLine)
  return {
    child,
    log,
    ended,
    async says(message, ...neverAfter) {
      const said = (...wanted: string[]) => log().find(({ msg }) => wanted.includes(msg))
      await until(() => said(message, ...neverAfter) ?? ended()).catch((error: Error) => {
        throw new Error(`It never said "${message}", but: ${log().map(wordsOf).join('; ')}`, { cause: error })
      })
      const line = said(message)
      if (line) return line
      const other = said(...neverAfter)
      if (other) throw new Error(`It did not say "${message}", but: ${wordsOf(other)}`)
      const how = failure?.message ?? `exit code ${child.exitCode}, signal ${child.signalCode}`
      throw new Error(`It ended before it said "${message}" (${how}). Its last words:\n${words.slice(-2_000)}`)
    },
    async kill() {
      if (ended()) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The version that started, from its own log, once its window shows the page. Only then does it quit in order. */
export async function startedVersion(running: Running): Promise<string> {
  const { version = '' } = await running.says(started)
  await running.says('The window is open.')
  return version
}

export const hasStarted = (running: Running) => running.log().some(({ msg }) => msg === started)

/** Throws where it does not end by itself and in order. */
export async function quit(running: Running, askToQuit: (child: ChildProcess) => void): Promise<void> {
  askToQuit(running.child)
  await until(running.ended)
  const { exitCode, signalCode } = running.child
  if (exitCode !== 0) throw new Error(`It did not quit in order: exit code ${exitCode}, signal ${signalCode}.`)
}

/** Throws with the errors in its log; warnings are returned. */
export function readLog(running: Running): string[] {
  const lines = running.log()
  const errors = lines.filter(({ level }) => level > warning).map(wordsOf)
  if (errors.length > 0) throw new Error(`Its log tells of errors: ${errors.join('; ')}`)
  return lines.filter(({ level }) => level === warning).map(wordsOf)
}
