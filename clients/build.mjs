import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build as buildStreamDeck } from './streamdeck/build.mjs'

/**
 * `npm run clients`: builds the plugin for the Stream Deck and the module for Companion into dist/clients/. Their
 * packages are installed first, if they are not there yet. `--install-only` ends after that, `--stream-deck-only` after the
 * first of the two.
 */

const here = import.meta.dirname
const root = path.resolve(here, '..')

/** @param {string} command @param {readonly string[]} args */
function run(command, args) {
  // npm is a script on Windows, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm'
  const { status, error } = spawnSync(command, args, { cwd: here, stdio: 'inherit', shell })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.`)
}

function install() {
  const lock = readFileSync(path.join(here, 'package-lock.json'), 'utf8')
  const installed = path.join(here, 'node_modules', '.installed-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return
  run('npm', ['ci'])
  writeFileSync(installed, lock)
}

install()
if (!process.argv.includes('--install-only')) {
  await buildStreamDeck(path.join(root, 'dist', 'clients'))
  if (!process.argv.includes('--stream-deck-only')) run(process.execPath, [path.join(here, 'companion', 'build.mjs')])
}
