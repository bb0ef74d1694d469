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
const textOf = ({ msg, detail = '', stack = '' }: LogLine) => `${msg} ${detail}${stack}`.trim()
const started = 'Giftdeck started.'

/** A running package with a data folder. */
export interface Running {
  child: ChildProcess
  /** The lines in the log file of the data folder, of this start only. */
  log: () => LogLine[]
  ended: () => boolean
  /** Waits for a log message. Throws if the program exits first or logs one of `neverAfter`, with its last output. */
  waitForLog: (message: string, ...neverAfter: string[]) => Promise<LogLine>
  kill: () => Promise<void>
}

/** Electron does not start as root with its sandbox on, and in a container the user is root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export function startPackage(program: string, dataDir: string, env: Record<string, string> = {}): Running {
  const file = path.join(dataDir, 'logs', 'giftdeck.log')
  const linesOf = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
  const before = linesOf().length
  const child = spawn(program, [`--user-data-dir=${dataDir}`, '--lang=en-US', ...asRoot], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
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
    async waitForLog(message, ...neverAfter) {
      const findLine = (...wanted: string[]) => log().find(({ msg }) => wanted.includes(msg))
      await until(() => findLine(message, ...neverAfter) ?? ended()).catch((error: Error) => {
        throw new Error(`It never said "${message}", but: ${log().map(textOf).join('; ')}`, { cause: error })
      })
      const line = findLine(message)
      if (line) return line
      const other = findLine(...neverAfter)
      if (other) throw new Error(`It did not say "${message}", but: ${textOf(other)}`)
      const how = failure?.message ?? `exit code ${child.exitCode}, signal ${child.signalCode}`
      throw new Error(`It ended before it said "${message}" (${how}). Its last words:\n${output.slice(-2_000)}`)
    },
    async kill() {
      if (ended()) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Resolves with the version from the log, once the window shows the page. An earlier quit is not graceful. */
export async function startedVersion(running: Running): Promise<string> {
  const { version = '' } = await running.waitForLog(started)
  await running.waitForLog('The window is open.')
  return version
}

export const hasStarted = (running: Running) => running.log().some(({ msg }) => msg === started)

/** Asks the program to quit. Throws if it exits with an error. */
export async function quit(running: Running, askToQuit: (child: ChildProcess) => void): Promise<void> {
  askToQuit(running.child)
  await until(running.ended)
  const { exitCode, signalCode } = running.child
  if (exitCode !== 0) throw new Error(`It did not quit in order: exit code ${exitCode}, signal ${signalCode}.`)
}

/** Throws if the log contains errors. Returns the warnings. */
export function readLog(running: Running): string[] {
  const lines = running.log()
  const errors = lines.filter(({ level }) => level > warning).map(textOf)
  if (errors.length > 0) throw new Error(`Its log tells of errors: ${errors.join('; ')}`)
  return lines.filter(({ level }) => level === warning).map(textOf)
}
