import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { type WindowClient, openClient } from './debug-port.ts'
import { findHost, type HostName, root } from './hosts.ts'

export interface Starting {
  host: HostName
  dataDir: string
  /** The folder with package.json and out/; by default that of this checkout. */
  appDir?: string
  switches?: string[]
  env?: Record<string, string>
}

/** The running desktop program: its main process, its window, and its stderr. */
export interface Running {
  app: ElectronApplication
  page: Page
  dataDir: string
  /** The calls of the window, over its own port. */
  client: WindowClient
  log(): string
  /** Quits as the menu does; resolves to the exit code. */
  quit(): Promise<number | null>
}

function programFor({ host, switches = [], appDir = root, dataDir, env = {} }: Starting) {
  const found = findHost(host)
  if ('why' in found) throw new Error(found.why)
  const { ELECTRON_RUN_AS_NODE: _, ...own } = process.env as Record<string, string>
  return {
    ...found,
    args: [appDir, `--user-data-dir=${dataDir}`, '--lang=en-US', ...switches],
    env: { ...own, LOOKALIKE_NODE: process.execPath, ...env },
  }
}

export async function startDesktop(starting: Starting): Promise<Running> {
  const { executablePath, args, env } = programFor(starting)
  const app = await _electron.launch({ ...(executablePath !== undefined && { executablePath }), args, env, cwd: root })
  let output = ''
  app.process().stderr!.on('data', (text: Buffer) => (output += text.toString()))
  const page = await app.firstWindow().catch((error: Error) => {
    throw new Error(`No window opened: ${error.message}\n${output}`)
  })
  return {
    app,
    page,
    dataDir: starting.dataDir,
    client: await openClient(page),
    log: () => output,
    async quit() {
      const main = app.process()
      const ended = main.exitCode === null ? once(main, 'exit') : undefined
      await app.close()
      await ended
      return main.exitCode
    },
  }
}

/**
 * Starts the program as a user does, without a debugger, and resolves with its output when it exits. A program that
 * starts successfully is killed at once.
 */
export async function runToEnd(starting: Starting): Promise<{ code: number | null; output: string }> {
  const { program, args, env } = programFor(starting)
  // Electron refuses to run as root with its sandbox on; Playwright does the same.
  const child = spawn(program, ['--no-sandbox', ...args], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      output += text.toString()
      if (output.includes(running)) child.kill()
    })
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, output }
}

/** Chromium prints this once a debugger can attach; a program that exits never prints it. */
const running = 'DevTools listening on'
