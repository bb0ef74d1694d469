import { dialog } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { App } from '../../core/app.ts'
import type { Words } from '../words.ts'
import { mayRestart } from './may-restart.ts'
import { checkDownloaded, trustAnnounced, UpdateRefused, type Trusted } from './verify-update.ts'

/** `off`: not a packaged app, or built without a key to check releases with. */
export type UpdateState = 'off' | 'idle' | 'ready'

export interface Updates {
  state(): UpdateState
  check(): Promise<void>
  /** Restarts into a checked update, unless a show is on. */
  restart(): Promise<void>
  stop(): void
}

const checkEveryMs = 4 * 60 * 60 * 1_000

/** Looks for a newer release, fetches it only when it is signed by us, and installs it when the host quits or says so. */
export async function createUpdates(lent: {
  app: App
  isPackaged: boolean
  publicKey: string
  words: Words
  onChange: () => void
}): Promise<Updates> {
  const { app, publicKey, words, onChange } = lent
  const { log } = app.ports
  if (!lent.isPackaged || publicKey === '') return off
  // electron-updater reads Electron at load, so only a packaged app loads it.
  const { default: electronUpdater } = await import('electron-updater')
  const updater: AppUpdater = electronUpdater.autoUpdater
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.logger = null

  let trusted: Trusted | undefined
  let state: UpdateState = 'idle'
  const refuse = (error: unknown) => {
    trusted = undefined
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof UpdateRefused) log.error('An update was refused.', { detail })
    else log.warn('The look for updates failed.', { detail })
  }

  const download = async () => {
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return
    trusted = trustAnnounced(found.updateInfo, { publicKey, running: app.version })
    const [file] = await updater.downloadUpdate()
    if (file === undefined) return
    await checkDownloaded(file, trusted)
    app.backups.make()
    updater.autoInstallOnAppQuit = true
    state = 'ready'
    onChange()
  }
  const check = async () => {
    if (state !== 'ready') await download().catch(refuse)
  }

  updater.on('error', refuse)
  const timer = setInterval(() => void check(), checkEveryMs)
  void check()
  return {
    state: () => state,
    check,
    async restart() {
      if (state !== 'ready') return
      if (mayRestart(app)) updater.quitAndInstall()
      else await dialog.showMessageBox({ type: 'info', message: words.updateWaits, detail: words.updateWaitsWhy })
    },
    stop: () => clearInterval(timer),
  }
}

const off: Updates = { state: () => 'off', check: async () => {}, restart: async () => {}, stop: () => {} }
