import { spawnSync, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { installedOnWindows } from './install-on-windows.ts'

/** The paths of one packaged Giftdeck. */
export interface Packaged {
  /** The folder to copy when a changed copy is needed. */
  folder: string
  program: string
  asar: string
  /** The file or folder to pass to @electron/fuses. */
  fuses: string
}

/** An installed Giftdeck that an update can replace. */
export interface Installed extends Packaged {
  /** Waits until the update that started at a quit is installed. */
  updated: (version: string) => Promise<void>
  remove: () => Promise<void>
}

interface Updating {
  /** The path of the feed file in the output folder. */
  feed: (out: string, version: string) => string
  install: (out: string, version: string) => Promise<Installed>
}

/** The differences between the systems when a package is tried. If a step cannot be tried, `why` is the reason. */
export interface System {
  /** Arguments of electron-builder. */
  targets: string[]
  packaged: (out: string) => Packaged
  /** Asks the program to quit as the system does, so that it shuts down gracefully. */
  askToQuit: (child: ChildProcess) => void
  /** True if Electron verifies app.asar with the hash in the package before it runs it. */
  integrity: true | { why: string }
  /** Throws if the system does not accept the signature. */
  checkSignature: ((of: Packaged) => void) | { why: string }
  update: Updating | { why: string }
}

const noUpdateOnMac =
  'macOS takes an update only into a package that is signed with a certificate, and this one is not; see docs/releasing.md'

const linux: System = {
  targets: ['--linux', 'dir'],
  packaged(out) {
    const folder = path.join(out, 'linux-unpacked')
    const program = path.join(folder, 'giftdeck')
    return { folder, program, asar: path.join(folder, 'resources/app.asar'), fuses: program }
  },
  askToQuit: (child) => void child.kill('SIGTERM'),
  integrity: { why: 'Electron checks app.asar on Windows and macOS only' },
  checkSignature: { why: 'packages for Linux are not signed' },
  update: { why: 'there is no installer for Linux yet' },
}

const mac: System = {
  // One package for both kinds of processor, as for a release.
  targets: ['--mac', 'dir', '--universal'],
  packaged(out) {
    const folder = path.join(out, 'mac-universal/Giftdeck.app')
    const inside = (file: string) => path.join(folder, 'Contents', file)
    return { folder, program: inside('MacOS/Giftdeck'), asar: inside('Resources/app.asar'), fuses: folder }
  },
  askToQuit: (child) => void child.kill('SIGTERM'),
  integrity: true,
  checkSignature({ folder }) {
    const { status, stderr } = spawnSync('codesign', ['--verify', '--deep', '--strict', folder], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`codesign does not accept the package: ${stderr.trim()}`)
  },
  update: { why: noUpdateOnMac },
}

const windows: System = {
  targets: ['--win', 'nsis', '--x64'],
  packaged(out) {
    const folder = path.join(out, 'win-unpacked')
    const program = path.join(folder, 'Giftdeck.exe')
    return { folder, program, asar: path.join(folder, 'resources/app.asar'), fuses: program }
  },
  // Without /F, taskkill closes the window as the user does. Windows has no signal that asks a process to quit.
  askToQuit: ({ pid }) => void spawnSync('taskkill', ['/PID', String(pid)]),
  integrity: true,
  checkSignature: { why: 'without a certificate a package for Windows is not signed' },
  update: { feed: (out) => path.join(out, 'latest.yml'), install: installedOnWindows },
}

const systems: Partial<Record<NodeJS.Platform, System>> = { linux, darwin: mac, win32: windows }

export function systemOf(platform: NodeJS.Platform): System {
  const system = systems[platform]
  if (!system) throw new Error(`There is no package for ${platform}.`)
  return system
}
