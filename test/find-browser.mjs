import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { say } from '../electron/start/report.mjs'

/** The headless shell draws no windows, so it is up to twice as fast as the whole browser. */
const onLinux = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

function usualPaths() {
  if (process.platform === 'darwin') return onMac.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (process.platform === 'win32') {
    const homes = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(Boolean)
    return homes.flatMap((home) => onWindows.map((file) => path.join(home, file)))
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => onLinux.map((name) => `${folder}/${name}`))
}

const installed = () => usualPaths().find((file) => existsSync(file))

/** Returns the browser that CHROMIUM_PATH names, or an installed one. Nothing is downloaded. */
export function installedBrowser() {
  const named = process.env.CHROMIUM_PATH
  return named ? (existsSync(named) ? named : undefined) : installed()
}

const installTimeoutMs = 5 * 60_000
export const attempt = (command, args, env = {}) =>
  spawnSync(command, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    timeout: installTimeoutMs,
    env: { ...process.env, ...env },
  }).status === 0

/** Installs packages of Debian without interactive questions; the caller is root. */
export const installDebian = (packages) =>
  attempt('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { DEBIAN_FRONTEND: 'noninteractive' })

/**
 * Returns an installed Chromium, Chrome or Edge; else Debian's package; else Playwright's own download; else the reason
 * why there is none.
 */
export function findBrowser(root, node) {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? { path: named } : { why: `CHROMIUM_PATH names ${named}, which is not there.` }
  const found = installed() ?? fromDebian() ?? fromPlaywright(root, node)
  return found ? { path: found } : { why: 'no Chromium, Chrome or Edge was found and none could be installed.' }
}

function fromDebian() {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined
  say("Installing Debian's Chromium for the browser tests ...")
  const install = (...packages) => installDebian(packages)
  // Not every Debian has the shell as a package of its own.
  const installEither = () => install('chromium', 'chromium-headless-shell') || install('chromium')
  if (!installEither() && attempt('apt-get', ['update'])) installEither()
  return installed()
}

function fromPlaywright(root, node) {
  say("Downloading Playwright's Chromium for the browser tests ...")
  const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  if (!attempt(node, [cli, 'install', 'chromium'])) return undefined
  const where = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))"
  const asked = spawnSync(node, ['-e', where], { cwd: root, encoding: 'utf8' })
  const file = asked.stdout?.trim()
  return file && existsSync(file) ? file : undefined
}
