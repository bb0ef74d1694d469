import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { say, sayWhile } from './report.mjs'

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const nameOn = (platform) => names[platform] ?? 'electron'

/**
 * Finds the binary without importing the `electron` package, because importing it starts a download and throws without
 * a network.
 */
export function findElectron(root, env = process.env, platform = process.platform) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || wholeFolder(root, nameOn(platform))
  const file = folder && path.join(folder, nameOn(platform))
  return file && existsSync(file) ? file : undefined
}

/**
 * Returns the folder only if it is completely unpacked, in the version that the lock file names. Electron's installer
 * writes path.txt last.
 */
function wholeFolder(root, name) {
  const packageFolder = path.join(root, 'node_modules', 'electron')
  try {
    const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
    const unpacked = readFileSync(path.join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const isWhole = unpacked === version && readFileSync(path.join(packageFolder, 'path.txt'), 'utf8') === name
    return isWhole ? path.join(packageFolder, 'dist') : undefined
  } catch {
    return undefined
  }
}

/**
 * Downloads and unpacks the desktop binary. Resolves with `why`, one line with the cause, for the case that the binary
 * is still missing afterwards.
 */
export function fetchElectron(root, node) {
  return withLock(root, async () => {
    say('Fetching the desktop window (about 110 MB, once) ...')
    const script = fileURLToPath(new URL('after-install/fetch-electron.mjs', import.meta.url))
    const child = spawn(node, [script, root], {
      cwd: root,
      stdio: ['ignore', 'pipe', process.stderr],
      // Trust the same company certificates as npm does.
      env: { NODE_EXTRA_CA_CERTS: process.env.npm_config_cafile, NODE_USE_SYSTEM_CA: '1', ...process.env },
    })
    let why = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (why += text))
    await sayWhile('Still fetching it', () => new Promise((resolve) => child.once('close', resolve)))
    return { why: why.trim() || 'it ended without a word' }
  })
}
