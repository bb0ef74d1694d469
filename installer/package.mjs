import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { signingEnvironment } from './signing-environment.mjs'

/**
 * `npm run package [-- --win | --mac | --linux ..]`: builds the app, draws the icon, writes the release notes and makes
 * the installers. It publishes nothing; draft-release.ts does that for all systems at once.
 */

const root = path.resolve(import.meta.dirname, '..')
const node = (args, env = process.env) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}.`)
}

const { env, remove } = signingEnvironment(process.env, process.platform)
try {
  node(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--config', 'electron.config.ts'])
  node(['installer/draw-icon.mjs'])
  node(['installer/release-notes.mjs'])
  const builder = ['node_modules/electron-builder/cli.js', '--config', 'installer/builder.config.mjs']
  node([...builder, '--publish', 'never', ...process.argv.slice(2)], env)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  remove()
}
