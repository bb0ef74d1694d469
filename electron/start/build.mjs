import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findNode } from './install.mjs'
import { say, SetupFailure } from './report.mjs'

const sources = [
  'electron',
  'renderer',
  'shared',
  'package.json',
  'package-lock.json',
  'electron.config.ts',
  'tsconfig.json',
]
const stampFile = (root) => path.join(root, 'out', '.built-from')

/**
 * Returns one hash of every file that the build reads. It hashes the content and not the file times, so that a fresh
 * clone or a switched branch with the same content needs no build.
 */
export const sourceHash = (root) => hashOf(root, sources)

/** Returns one hash of these files and of all files below these folders. */
export function hashOf(root, names) {
  const hash = createHash('sha256')
  for (const file of names.flatMap((name) => filesUnder(root, name))) {
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

export function isBuilt(root) {
  const stamp = stampFile(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root)
}

/** Builds `out/` if its sources have changed since the last build. */
export function build(root) {
  if (isBuilt(root)) return
  say('Building Giftdeck ...')
  // Hash before the build: a file saved during the build must make the next start build again.
  const hash = sourceHash(root)
  rmSync(stampFile(root), { force: true })
  const cli = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const args = [cli, 'build', '--config', 'electron.config.ts', '--logLevel', 'error']
  // stdout carries only progress for a terminal. Errors go to stderr.
  const done = spawnSync(findNode(root), args, { cwd: root, stdio: ['ignore', 'ignore', process.stderr] })
  if (done.status !== 0) throw new SetupFailure('The build failed. Look at the message above.')
  mkdirSync(path.join(root, 'out'), { recursive: true })
  writeFileSync(stampFile(root), hash)
}

function filesUnder(root, name) {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [name]
  const inside = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return inside.flatMap((entry) => {
    const file = `${name}/${entry.name}`
    return entry.isDirectory() ? filesUnder(root, file) : [file]
  })
}
