import path from 'node:path'
import { findElectron } from '../../../electron/start/fetch-electron.mjs'
import { hasDisplay } from '../../../electron/start/open-address.mjs'

export const root = path.resolve(import.meta.dirname, '../../..')

/** Where the built main and preload run: in Electron itself, or in Node with Chromium. */
export type HostName = 'look-alike' | 'Electron'

interface DesktopHost {
  /** Undefined if Playwright shall find Electron by itself and wait for its `ready` event. */
  executablePath: string | undefined
  /** The program of a process started without Playwright. */
  program: string
}

const lookalike = path.join(root, 'test/desktop/lookalike/electron')

/** Returns the host, or the reason why there is none. */
export function findHost(name: HostName): DesktopHost | { why: string } {
  if (name === 'look-alike')
    return process.platform === 'win32'
      ? { why: 'The look-alike starts by a shell script, which Windows has not.' }
      : { executablePath: lookalike, program: lookalike }
  const program = findElectron(root)
  if (!program) return { why: 'No Electron binary is installed here.' }
  if (!hasDisplay()) return { why: 'Electron needs a display, and there is none here.' }
  return { executablePath: undefined, program }
}
