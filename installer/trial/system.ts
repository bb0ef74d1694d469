import { spawnSync, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { installedOnWindows } from './install-on-windows.ts'

/** Where the parts of one packaged Giftdeck lie. */
export interface Packaged {
  /** What is copied when a changed copy is needed. */
  folder: string
  program: string
  asar: string
  /** The file or folder that @electron/fuses reads. */
  fuses: string
}

/** One installed Giftdeck that an update can replace. */
export interface Installed extends Packaged {
  /** Waits until the update that a quit began is in place. */
  updated: (version: string) => Promise<void>
  remove: () => Promise<void>
}

interface Updating {
  /** The feed file of what was made of a version. */
  feed: (out: string, version: string) => string
  install: (out: string, version: string) => Promise<Installed>
}

/** What differs between the systems when a package is tried. Where something cannot be tried, `why` says it. */
export interface System {
  /** What electron-builder is asked for. */
  targets: string[]
  packaged: (out: string) => Packaged
  /** Asks it to quit as the system does, so that it can close in order. */
  askToQuit: (child: ChildProcess) => void
  /** Electron compares app.asar with the hash in its package before it runs it. */
  integrity: true | { why: string }
  /** Throws where the system would not accept the signature. */
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
  // As it is released: for both kinds of Mac in one.
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
  // Without /F it closes the window, as a host does; the process could not be asked by a signal.
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
