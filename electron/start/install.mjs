import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canBringNode, findNode, nodeAdvice, runs } from './find-node.mjs'
import { hasPackages, linkedTo } from './installed.mjs'
import { say, sayWhile, SetupFailure } from './say.mjs'

const stampFile = (root) => path.join(root, 'node_modules', '.cache', 'giftdeck-installed')
/** This lock file on this kind of computer. */
const stampOf = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

export function isInstalled(root) {
  const stamp = stampFile(root)
  return hasPackages(root, { ranHere: existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root) })
}

/** Installs exactly what the lock file names, when that has not been done. */
export async function install(root) {
  if (!canBringNode()) throw new SetupFailure(nodeAdvice())
  if (!isInstalled(root)) {
    refuseLink(root)
    say('Installing the pinned packages (about a minute, once) ...')
    const { code, error } = await sayWhile('Still installing', () => npm(root, ['ci', '--no-fund', '--no-audit']))
    if (code !== 0) throw new SetupFailure(whyNot(error))
    mkdirSync(path.dirname(stampFile(root)), { recursive: true })
    writeFileSync(stampFile(root), stampOf(root))
  }
  if (!runs(findNode(root))) throw new SetupFailure(nodeAdvice())
}

const whyNot = (error) =>
  error?.code === 'ENOENT'
    ? 'npm was not found. It comes with Node: install Node 24 from nodejs.org, then run the same command again.'
    : `npm ci failed${error ? ` (${error.message})` : ''}. Look at its message above; it needs a reachable package registry.`

/** `npm ci` empties the folder first, and follows a link to do so. */
function refuseLink(root) {
  const where = linkedTo(root)
  if (where === undefined) return
  throw new SetupFailure(
    `${path.join(root, 'node_modules')} is a link to ${where}, which holds other packages than package-lock.json names. ` +
      'Installing would empty that folder, so nothing was done. Remove the link, then run the same command again.',
  )
}

function npm(root, args) {
  // Everything npm prints goes to stderr: stdout belongs to the host's ready line.
  const options = { cwd: root, stdio: ['ignore', process.stderr, process.stderr] }
  const own = npmScript(process.env.npm_execpath)
  const child = own
    ? spawn(process.execPath, [own, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, error }))
    child.once('exit', (code) => resolve({ code }))
  })
}

/** npm's own script where npm runs this; another package manager names its own there, which does not know `ci`. */
export const npmScript = (script = '') => (/^npm-cli\.c?js$/.test(path.basename(script)) ? script : undefined)
