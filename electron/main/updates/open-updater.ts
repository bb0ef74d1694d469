import type { Updater } from './updates.ts'

/** Null: not a packaged app, or built without a key to check releases with. */
export async function openUpdater(of: { isPackaged: boolean; publicKey: string }): Promise<Updater | null> {
  if (!of.isPackaged || of.publicKey === '') return null
  // electron-updater reads Electron at load, so only a packaged app loads it.
  const { default: electronUpdater } = await import('electron-updater')
  return electronUpdater.autoUpdater
}
