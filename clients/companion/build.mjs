import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * Builds the module of Bitfocus Companion: `node clients/companion/build.mjs`. The module lies unpacked in
 * clients/companion/pkg/ and packed in dist/clients/.
 */

const here = import.meta.dirname
const root = path.join(here, '..', '..')
const require = createRequire(path.join(here, 'package.json'))

/** @param {string} command @param {readonly string[]} args @param {string} cwd */
function run(command, args, cwd = here) {
  // npm is a script on Windows, which only a shell can start.
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.`)
}
/** @param {string} name @param {readonly string[]} args */
const runTool = (name, args = []) =>
  run(process.execPath, [path.join(here, 'node_modules', '@companion-module', 'tools', 'scripts', name), ...args])

/** Companion's tools list the licences of this module's own packages, so it has packages of its own. */
function install() {
  const lock = readFileSync(path.join(here, 'package-lock.json'), 'utf8')
  const installed = path.join(here, 'node_modules', '.installed-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return
  run('npm', ['ci'])
  writeFileSync(installed, lock)
}

/** Companion's tools bundle JavaScript alone. Its own library stays an import, so that they list its licence. */
async function bundle() {
  const { build } = await import(require.resolve('esbuild'))
  await build({
    entryPoints: [path.join(here, 'src', 'main.ts')],
    outfile: path.join(here, 'dist', 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: ['@companion-module/base'],
    logLevel: 'warning',
  })
}

/** @returns {string} the packed module */
function pack() {
  const { version } = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'))
  const name = `giftdeck-companion-${version}`
  // Companion's tools look for the module's own licence here.
  copyFileSync(path.join(root, 'LICENSE'), path.join(here, 'LICENSE'))
  runTool('check-connection.js')
  runTool('build-connection.js', ['--output', name])
  const into = path.join(root, 'dist', 'clients')
  mkdirSync(into, { recursive: true })
  const [built, packed] = [path.join(here, `${name}.tgz`), path.join(into, `${name}.tgz`)]
  copyFileSync(built, packed)
  rmSync(built)
  return packed
}

install()
if (process.argv.includes('--install-only')) process.exit()
run(process.execPath, [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'clients'], root)
await bundle()
console.log(`The module for Companion: ${path.relative(root, pack())}`)
