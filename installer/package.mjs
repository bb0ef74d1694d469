import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** `npm run package [-- --win | --mac | --linux ..]`: builds, draws the icon, writes the notes, makes the installers. */

const root = path.resolve(import.meta.dirname, '..')
const node = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

node('node_modules/electron-vite/bin/electron-vite.js', 'build', '--config', 'electron.config.ts')
node('installer/draw-icon.mjs')
node('installer/release-notes.mjs')
node('node_modules/electron-builder/cli.js', '--config', 'installer/builder.config.mjs', ...process.argv.slice(2))
