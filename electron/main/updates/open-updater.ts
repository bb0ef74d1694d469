import type { Updater } from './updates.ts'

/** Returns null if the app is not packaged, or if it was built without a public key to verify releases. */
export async function openUpdater(of: { isPackaged: boolean; publicKey: string }): Promise<Updater | null> {
  if (!of.isPackaged || of.publicKey === '') return null
  // electron-updater requires a packaged app as soon as it is loaded, so import it in a package only.
  const { default: electronUpdater } = await import('electron-updater')
  return electronUpdater.autoUpdater
}
