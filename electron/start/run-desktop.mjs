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
import { say } from './say.mjs'

/**
 * Why a desktop program ended at once, in words: what it, Chromium or the system's loader said on stderr comes first, then
 * how it ended. The first group of a pattern is the name of what is missing.
 */
const said = [
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

/** What Windows gives as an exit code when it stops a program. */
const ofWindows = {
  0xc0000135: 'a system library is missing',
  0xc0000022: 'it was not allowed to run, perhaps by an antivirus program',
  0xc0000005: 'it crashed',
  0xc000007b: 'it is made for another kind of computer',
  0xc0000409: 'it crashed',
}

/** What spawn says when it cannot start a program at all. */
const notStarted = {
  EACCES: 'it was not allowed to run, perhaps by an antivirus program',
  EPERM: 'it was not allowed to run, perhaps by an antivirus program',
  UNKNOWN: 'it was not allowed to run, perhaps by an antivirus program',
  ENOENT: 'its file is gone, perhaps taken by an antivirus program',
  ENOEXEC: 'its file is damaged or made for another kind of computer',
  EBADARCH: 'it is made for another kind of computer',
}

/** `code`, `signal`: as in the event 'exit'; `error`: the one of the event 'error'; `words`: its last lines on stderr. */
export function exitReason({ code, signal, error, words = '' }) {
  if (error) return notStarted[error.code] ?? error.message
  for (const [pattern, meaning] of said) {
    const found = pattern.exec(words)
    if (found) return typeof meaning === 'string' ? meaning : meaning(found[1])
  }
  if (signal) return `it was ended by ${signal}`
  // A shell, or the system's own loader, gives these where it could not run a file.
  if (code === 126 || code === 127) return 'its file is damaged or made for another kind of computer'
  if (code === 0) return 'it ended without a word'
  return ofWindows[code] ?? `it ended with code ${code}`
}

/**
 * Where the desktop program connects to the start script: a pipe of Windows, a socket of this user's elsewhere. The desktop
 * says how its start went, one word a line; when the connection ends, however this process ended, the desktop quits in
 * order. Signals cannot do this on Windows, and a second one kills Electron everywhere.
 */
async function openDesktopDoor({ onConnect, onWord }) {
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
      for (const line of lines) onWord(line)
    })
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  return {
    address,
    /** False where no desktop has connected, so that nobody can be asked. */
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

/** A desktop that ends so soon after its window came is broken here, too. */
const earlyMs = 10_000
/** An antivirus program may look at a new one for a while, so a slow start is said before it is given up. */
const slowMs = 15_000
const longestMs = 90_000
const lastWordsMs = 500

/**
 * Runs the desktop program until it ends. Resolves with `code` and `signal` where it ran as it should, and with `why`, in
 * words, where it could not be used on this computer: then the browser can serve instead. The words the desktop may say:
 * `open` (its window is there), `open elsewhere` (another one has the folder, and came forward), `refused` (it has told
 * the host why it cannot start).
 */
export async function runDesktop(binary, args, { root, limits = { earlyMs, slowMs, longestMs }, show = say }) {
  let word
  let openSince
  const door = await openDesktopDoor({
    // It runs from here on. A box of its own may wait for a click before its window comes.
    onConnect: () => stopWaiting(),
    onWord(said) {
      word = said
      openSince ??= Date.now()
    },
  })
  let child
  try {
    child = spawn(binary, args, {
      ...ownGroup,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: desktopEnv(process.env, door.address),
    })
  } catch (error) {
    // Windows refuses a file that is no program here, and not by the event.
    door.close()
    return { why: exitReason({ error }) }
  }
  const log = readLog(child.stderr, show)
  let wasAsked = false
  const stopListening = shutDownGracefully(child, () => {
    wasAsked = true
    if (!door.askToQuit()) child.kill('SIGTERM')
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

  const ended = await endOf(child)
  stopWaiting()
  stopListening()
  door.close()
  if (wasAsked || word === 'refused' || word === 'open elsewhere') return ended
  if (gaveUp) return { why: 'its window did not come' }
  const isEarly = openSince === undefined || Date.now() - openSince < limits.earlyMs
  const isInOrder = word === 'open' && ended.code === 0
  return isEarly && !isInOrder ? { why: exitReason({ ...ended, words: log.words() }) } : ended
}

/** Its last words may still be on their way when it has gone; a helper of its own that lives on may hold the pipe open. */
async function endOf(child) {
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  if (!ended.error) await Promise.race([once(child, 'close'), wait(lastWordsMs)])
  return ended
}

function desktopEnv(env, address) {
  // Set by some editors' terminals; it would turn the window into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...others } = env
  // The console's Ctrl+C would end the window at once on Windows.
  return { ...others, ELECTRON_NO_ATTACH_CONSOLE: '1', GIFTDECK_STARTED_BY: address }
}
