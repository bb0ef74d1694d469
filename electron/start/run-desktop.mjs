import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { randomBytes } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { shutDownGracefully, ownGroup } from './graceful-shutdown.mjs'
import { readLog } from './log-lines.mjs'
import { say } from './report.mjs'

/**
 * The causes of an early exit, by a pattern in what the program, Chromium or the system's loader wrote to stderr. The
 * first group of a pattern is the name of what is missing.
 */
const stderrCauses = [
  [/^Giftdeck broke\./m, 'Giftdeck broke while it started, its log says how'],
  [/Running as root without --no-sandbox/, 'Chromium refuses to run as root'],
  [
    /No usable sandbox|SUID sandbox helper binary was found, but is not configured|setuid sandbox is not running|Failed to move to new namespace/,
    'this system does not let Chromium use its sandbox',
  ],
  [/error while loading shared libraries: ([^:\s]+)/, (library) => `the system library ${library} is missing`],
  [/version `([^']+)' not found/, (version) => `the system is too old for it: ${version} is missing`],
  [
    /Missing X server or \$DISPLAY|cannot open display|Unable to open X display|Failed to connect to Wayland display/i,
    'it could not open a window on this display',
  ],
  [
    /Exec format error|cannot execute binary file|not a valid Win32 application/i,
    'it is made for another kind of computer',
  ],
  [/No space left on device|Failed to create shared memory/i, 'there is no room left on the disk or in shared memory'],
]

/** Exit codes of a program that Windows stopped. */
const windowsExitCodes = {
  0xc0000135: 'a system library is missing',
  0xc0000022: 'it was not allowed to run, perhaps by an antivirus program',
  0xc0000005: 'it crashed',
  0xc000007b: 'it is made for another kind of computer',
  0xc0000409: 'it crashed',
}

/** Error codes of spawn for a program that could not be started. */
const spawnErrors = {
  EACCES: 'it was not allowed to run, perhaps by an antivirus program',
  EPERM: 'it was not allowed to run, perhaps by an antivirus program',
  UNKNOWN: 'it was not allowed to run, perhaps by an antivirus program',
  ENOENT: 'its file is gone, perhaps taken by an antivirus program',
  ENOEXEC: 'its file is damaged or made for another kind of computer',
  EBADARCH: 'it is made for another kind of computer',
}

/**
 * Returns the reason of an early exit as a text. `code`, `signal`: as in the event 'exit'; `error`: from the event
 * 'error'; `words`: the last lines on stderr.
 */
export function exitReason({ code, signal, error, words = '' }) {
  if (error) return spawnErrors[error.code] ?? error.message
  for (const [pattern, meaning] of stderrCauses) {
    const found = pattern.exec(words)
    if (found) return typeof meaning === 'string' ? meaning : meaning(found[1])
  }
  if (signal) return `it was ended by ${signal}`
  // A shell or the loader exits with these codes if it cannot run a file.
  if (code === 126 || code === 127) return 'its file is damaged or made for another kind of computer'
  if (code === 0) return 'it ended without a word'
  return windowsExitCodes[code] ?? `it ended with code ${code}`
}

/**
 * Opens the socket that the desktop connects to: a named pipe on Windows, a Unix socket in a private folder elsewhere.
 * The desktop reports the result of its start, one result per line. The connection ends whenever this process ends, and
 * the desktop then quits gracefully. Signals cannot do this on Windows, and a second signal kills Electron on every
 * system.
 */
async function openDesktopSocket({ onConnect, onResult }) {
  const folder = process.platform === 'win32' ? undefined : mkdtempSync(path.join(os.tmpdir(), 'giftdeck-'))
  const address = folder ? path.join(folder, 'start') : String.raw`\\.\pipe\giftdeck-${randomBytes(12).toString('hex')}`
  const connections = new Set()
  const server = createServer((socket) => {
    connections.add(socket)
    onConnect()
    socket.on('error', () => {}).on('close', () => connections.delete(socket))
    let rest = ''
    socket.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines) onResult(line)
    })
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  return {
    address,
    /** Returns false if no desktop has connected, so there is nothing to ask. */
    askToQuit() {
      for (const socket of connections) socket.end()
      return connections.size > 0
    },
    close() {
      server.close()
      for (const socket of connections) socket.destroy()
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A desktop that exits this soon after its window opened counts as not usable here. */
const earlyMs = 10_000
/**
 * A virus scan can delay the start. The start script shows a message after this time and gives up after `longestMs`.
 */
const slowMs = 15_000
const longestMs = 90_000
const drainMs = 500

/**
 * Runs the desktop until it exits. Resolves with `code` and `signal` after a normal run, and with `why`, a text, if it
 * cannot be used on this computer; then the page is served in the browser instead. The desktop may report `open` (its
 * window is shown), `open elsewhere` (another Giftdeck has the data folder and came to the front) or `refused` (it has
 * shown the host why it cannot start).
 */
export async function runDesktop(binary, args, { root, limits = { earlyMs, slowMs, longestMs }, show = say }) {
  let result
  let openSince
  const desktopSocket = await openDesktopSocket({
    // The program runs, so the time limit ends. A dialog of the program may wait for a click before its window opens.
    onConnect: () => stopWaiting(),
    onResult(line) {
      result = line
      openSince ??= Date.now()
    },
  })
  let child
  try {
    child = spawn(binary, args, {
      ...ownGroup,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: desktopEnv(process.env, desktopSocket.address),
    })
  } catch (error) {
    // On Windows spawn throws for a file that is no executable, instead of emitting 'error'.
    desktopSocket.close()
    return { why: exitReason({ error }) }
  }
  const log = readLog(child.stderr, show)
  let wasAsked = false
  const stopListening = shutDownGracefully(child, () => {
    wasAsked = true
    if (!desktopSocket.askToQuit()) child.kill('SIGTERM')
  })
  const slow = setTimeout(() => show('The desktop window has not come yet; waiting for it ...'), limits.slowMs)
  let gaveUp = false
  const hung = setTimeout(() => {
    gaveUp = true
    child.kill('SIGKILL')
  }, limits.longestMs)
  function stopWaiting() {
    clearTimeout(slow)
    clearTimeout(hung)
  }

  const ended = await exitOf(child)
  stopWaiting()
  stopListening()
  desktopSocket.close()
  if (wasAsked || result === 'refused' || result === 'open elsewhere') return ended
  if (gaveUp) return { why: 'its window did not come' }
  const isEarly = openSince === undefined || Date.now() - openSince < limits.earlyMs
  const isInOrder = result === 'open' && ended.code === 0
  return isEarly && !isInOrder ? { why: exitReason({ ...ended, words: log.words() }) } : ended
}

/**
 * Waits for the exit, and shortly for the rest of stderr. The wait is bounded, because a helper process of the program
 * may keep the pipe open.
 */
async function exitOf(child) {
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  if (!ended.error) await Promise.race([once(child, 'close'), wait(drainMs)])
  return ended
}

function desktopEnv(env, address) {
  // Some editors set ELECTRON_RUN_AS_NODE in their terminals. Electron would then run as plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...others } = env
  // Without ELECTRON_NO_ATTACH_CONSOLE, Ctrl+C in the console would kill the desktop at once on Windows.
  return { ...others, ELECTRON_NO_ATTACH_CONSOLE: '1', GIFTDECK_STARTED_BY: address }
}
