import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findNode } from './install.mjs'
import { say, SetupFailure } from './say.mjs'

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

/** One hash over every file the build reads. Content, not times: a fresh clone and a switched branch read alike. */
export const sourceHash = (root) => hashOf(root, sources)

/** One hash over these files and all files in these folders. */
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

/** Builds `out/` when it is older than what it was built from. */
export function build(root) {
  if (isBuilt(root)) return
  say('Building Giftdeck ...')
  // Taken first: a file saved while the build runs must make the next start build again.
  const hash = sourceHash(root)
  rmSync(stampFile(root), { force: true })
  const cli = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const args = [cli, 'build', '--config', 'electron.config.ts', '--logLevel', 'error']
  // Its progress is for a terminal, on stdout; what goes wrong comes on stderr.
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
