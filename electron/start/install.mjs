import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canBringNode, findNode, nodeAdvice } from './find-node.mjs'
import { say, SetupFailure } from './say.mjs'

const stampFile = (root) => path.join(root, 'node_modules', '.cache', 'giftdeck-installed')
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')

/** npm writes its own list last, so an install that was interrupted never looks finished. */
export function isInstalled(root) {
  const written = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(written)) return false
  const stamp = stampFile(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return true
  return statSync(written).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs
}

/** Installs exactly what the lock file names, when that has not been done. */
export function install(root) {
  if (!canBringNode()) throw new SetupFailure(nodeAdvice())
  if (!isInstalled(root)) {
    say('Installing the pinned packages (about a minute, once) ...')
    const done = npm(root, ['ci', '--no-fund', '--no-audit'])
    if (done.status !== 0) {
      throw new SetupFailure(
        `npm ci failed${done.error ? ` (${done.error.message})` : ''}. Look at its message above; ` +
          'it needs npm and a reachable package registry.',
      )
    }
    mkdirSync(path.dirname(stampFile(root)), { recursive: true })
    writeFileSync(stampFile(root), lockHash(root))
  }
  if (!findNode(root)) throw new SetupFailure(nodeAdvice())
}

function npm(root, args) {
  // Everything npm prints goes to stderr: stdout belongs to the host's ready line.
  const options = { cwd: root, stdio: ['ignore', process.stderr, process.stderr] }
  const script = process.env.npm_execpath
  if (script && /\.c?js$/.test(script)) return spawnSync(process.execPath, [script, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}
