import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const nameOn = (platform) => names[platform] ?? 'electron'

/** Looks, and never loads the `electron` package: loading it starts a download and throws where there is no network. */
export function findElectron(root, env = process.env, platform = process.platform) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || wholeFolder(root, nameOn(platform))
  const file = folder && path.join(folder, nameOn(platform))
  return file && existsSync(file) ? file : undefined
}

/** Only one that was unpacked to its end, of the version the lock file names: its installer writes path.txt last. */
function wholeFolder(root, name) {
  const home = path.join(root, 'node_modules', 'electron')
  try {
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
    const unpacked = readFileSync(path.join(home, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const isWhole = unpacked === version && readFileSync(path.join(home, 'path.txt'), 'utf8') === name
    return isWhole ? path.join(home, 'dist') : undefined
  } catch {
    return undefined
  }
}
