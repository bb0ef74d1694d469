import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeIdentity } from '../../electron/main/identity.ts'

/** Returns what this program reports about itself to the system. */
function identityOn(platform: NodeJS.Platform, of: { isPackaged: boolean; folder?: string }) {
  const reported: Record<string, unknown> = {}
  takeIdentity({
    platform,
    program: String.raw`C:\checkout\electron.exe`,
    app: {
      isPackaged: of.isPackaged,
      commandLine: { hasSwitch: () => of.folder !== undefined } as never,
      getAppPath: () => String.raw`C:\checkout`,
      getPath: () => '/appdata',
      setName: (name) => void (reported['name'] = name),
      setAppUserModelId: (id) => void (reported['id'] = id),
      setPath: (_, folder) => void (reported['folder'] = folder),
    },
    shell: {
      writeShortcutLink(file: string, operation: unknown, options?: unknown) {
        reported['shortcut'] = { file: path.basename(file), operation, ...(options as object) }
        return true
      },
    },
  })
  return reported
}

const shared = path.join('/appdata', 'Giftdeck')

describe('the system identity of Giftdeck', () => {
  it('is a separate one on Windows when run from source, with a shortcut that opens this checkout', () => {
    expect(identityOn('win32', { isPackaged: false })).toEqual({
      name: 'Giftdeck (from source)',
      id: 'app.giftdeck.desktop.source',
      folder: shared,
      shortcut: {
        file: 'Giftdeck (from source).lnk',
        operation: 'create',
        target: String.raw`C:\checkout\electron.exe`,
        args: String.raw`"C:\checkout"`,
        cwd: String.raw`C:\checkout`,
        appUserModelId: 'app.giftdeck.desktop.source',
      },
    })
  })

  it('is that of the installed shortcut on Windows when packaged, and the shortcut stays unchanged', () => {
    const reported = identityOn('win32', { isPackaged: true })
    expect(reported).toEqual({ name: 'Giftdeck', id: 'app.giftdeck.desktop', folder: shared })
  })

  it.each(['darwin', 'linux'] as const)(
    'keeps the data on %s where every Giftdeck of this user keeps it',
    (platform) => {
      expect(identityOn(platform, { isPackaged: false })).toEqual({ name: 'Giftdeck', folder: shared })
    },
  )

  it('keeps the data in the folder with which it was started', () => {
    expect(identityOn('linux', { isPackaged: true, folder: '/elsewhere' })).toEqual({ name: 'Giftdeck' })
  })
})
