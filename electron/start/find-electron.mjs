import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/** Looks, and never loads the `electron` package: loading it starts a download and throws where there is no network. */
export function findElectron(root, env = process.env, platform = process.platform) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || path.join(root, 'node_modules', 'electron', 'dist')
  const file = path.join(folder, names[platform] ?? 'electron')
  return existsSync(file) ? file : undefined
}

const downloadTimeoutMs = 5 * 60_000

/** One try to fetch the desktop binary; the answer is the binary, or undefined where it could not be had. */
export function downloadElectron(root, node) {
  const script = path.join(root, 'node_modules', 'electron', 'install.js')
  spawnSync(node, [script], { cwd: root, stdio: 'ignore', timeout: downloadTimeoutMs })
  return findElectron(root)
}
