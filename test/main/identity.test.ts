import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeIdentity } from '../../electron/main/identity.ts'

/** What the system is told of this program. */
function identityOn(platform: NodeJS.Platform, of: { isPackaged: boolean; folder?: string }) {
  const told: Record<string, unknown> = {}
  takeIdentity({
    platform,
    program: String.raw`C:\checkout\electron.exe`,
    app: {
      isPackaged: of.isPackaged,
      commandLine: { hasSwitch: () => of.folder !== undefined } as never,
      getAppPath: () => String.raw`C:\checkout`,
      getPath: () => '/appdata',
      setName: (name) => void (told['name'] = name),
      setAppUserModelId: (id) => void (told['id'] = id),
      setPath: (_, folder) => void (told['folder'] = folder),
    },
    shell: {
      writeShortcutLink(file: string, operation: unknown, options?: unknown) {
        told['shortcut'] = { file: path.basename(file), operation, ...(options as object) }
        return true
      },
    },
  })
  return told
}

const shared = path.join('/appdata', 'Giftdeck')

describe('who Giftdeck is to the system', () => {
  it('from source on Windows is another program, whose entry opens this checkout', () => {
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

  it('installed on Windows is the one of its shortcut, which it leaves alone', () => {
    const told = identityOn('win32', { isPackaged: true })
    expect(told).toEqual({ name: 'Giftdeck', id: 'app.giftdeck.desktop', folder: shared })
  })

  it.each(['darwin', 'linux'] as const)('on %s keeps its data where every Giftdeck of this user does', (platform) => {
    expect(identityOn(platform, { isPackaged: false })).toEqual({ name: 'Giftdeck', folder: shared })
  })

  it('keeps its data in the folder that it was started with', () => {
    expect(identityOn('linux', { isPackaged: true, folder: '/elsewhere' })).toEqual({ name: 'Giftdeck' })
  })
})
