import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * `npm run clients`: builds the plugin for the Stream Deck and the module for Companion into dist/clients/. Their
 * packages are installed first, if they are not there yet.
 */

const root = path.resolve(import.meta.dirname, '..')

if (!existsSync(path.join(import.meta.dirname, 'node_modules', '.package-lock.json'))) {
  const isWindows = process.platform === 'win32'
  const { status } = spawnSync('npm', ['ci'], { cwd: import.meta.dirname, stdio: 'inherit', shell: isWindows })
  if (status !== 0) process.exit(status ?? 1)
}
for (const client of ['streamdeck', 'companion']) await buildClient(client)

/** Both parts have a build of their own. */
async function buildClient(name) {
  const file = path.join(import.meta.dirname, name, 'build.mjs')
  if (!existsSync(file)) return
  const { build } = await import(pathToFileURL(file).href)
  await build(path.join(root, 'dist', 'clients'))
}
