import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '../../electron/start/root.mjs'

const script = path.join(root, 'electron', 'start', 'start.mjs')
export const lookalike = path.join(root, 'test', 'desktop', 'lookalike')

/** The fakes and the start of the look-alike are shell scripts, so none of this runs on Windows. */
export const onUnix = process.platform !== 'win32'

export function makeFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Makes a folder with a program named `electron`: this shell script, or these bytes. */
export function standIn(script, mode = 0o755) {
  const folder = makeFolder()
  const file = path.join(folder, 'electron')
  writeFileSync(file, typeof script === 'string' ? `#!/bin/sh\n${script}\n` : script)
  chmodSync(file, mode)
  return folder
}

/**
 * Runs `npm start` as a host does, with a display that a program could try, and with this desktop program. `opened()`
 * returns the address that the browser was to open. `group`: in a process group of its own, as in a terminal.
 * @param {{ desktop?: string, env?: object, args?: string[], group?: boolean }} how
 */
export function startGiftdeck({ desktop, env = {}, args = [], group = false }) {
  const folder = makeFolder()
  const browser = path.join(folder, 'xdg-open')
  writeFileSync(browser, `#!/bin/sh\necho "$1" > '${folder}/opened'\n`)
  chmodSync(browser, 0o755)
  const { CI: _, npm_lifecycle_event: __, ...others } = process.env
  const dataDir = path.join(folder, 'data')
  const child = spawn(process.execPath, [script, `--data-dir=${dataDir}`, '--port=0', ...args], {
    env: {
      ...others,
      PATH: `${folder}:${process.env.PATH}`,
      DISPLAY: ':77',
      ...(desktop && { ELECTRON_OVERRIDE_DIST_PATH: desktop }),
      LOOKALIKE_NODE: process.execPath,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  let isOver = false
  const ended = once(child, 'exit').then(([code, signal]) => {
    isOver = true
    return { code, signal }
  })
  onTestFinished(async () => {
    if (!isOver) child.kill('SIGTERM')
    await ended
  })
  return {
    child,
    dataDir,
    ended,
    isOver: () => isOver,
    output: () => output,
    opened: () => read(path.join(folder, 'opened')).trim(),
    log: () => read(path.join(dataDir, 'logs', 'giftdeck.log')),
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
