import { hourMs, minuteMs } from '../../../shared/domain/time.ts'
import { ORPCError } from '@orpc/server'
import type { App } from '../../core/app.ts'
import type { OnAirWatch } from '../../core/on-air/on-air.ts'
import type { Use, UseWatch } from '../in-use.ts'
import { checkDownloaded, trustAnnounced, UpdateRefused, type Trusted } from './verify-update.ts'

/** `off`: this build does not update itself. */
export type UpdateState = 'off' | 'idle' | 'ready'

export interface Updates {
  state(): UpdateState
  check(): Promise<void>
  /**
   * Quits, installs the verified update and starts again. Asks the host first while the room is in use, and while it is
   * not known whether viewers are watching. While they are, it only says so.
   */
  restart(): Promise<void>
  stop(): void
  /**
   * Installs a verified update. Call it only after everything is closed, because the installer ends this process. If
   * the installer does not end it, the promise resolves; `comesBack` is true if Giftdeck must be started again.
   */
  install(): Promise<{ comesBack: boolean }>
}

/** The part of electron-updater that is used here. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  autoRunAppAfterInstall: boolean
  allowDowngrade: boolean
  logger: object | null
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: unknown } | null>
  downloadUpdate(): Promise<string[]>
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void
  on(event: 'error', listener: (error: Error) => void): unknown
}

const checkEveryMs = 4 * hourMs
/**
 * macOS unpacks and verifies the update before this process may end. If that takes longer, the update waits for the
 * next quit.
 */
const longestInstallMs = 1 * minuteMs

/** Checks for a newer release, downloads it only if it carries our signature, and installs it at quit or on request. */
export function createUpdates(deps: {
  app: Pick<App, 'backups' | 'ports' | 'version'> & { broadcast: { onAir: Pick<OnAirWatch, 'isOn' | 'read'> } }
  /** Null = updates are off. */
  updater: Updater | null
  publicKey: string
  onChange: () => void
  watch: Pick<UseWatch, 'use'>
  /** Asks the host, with the reason why the room is in use. Resolves to true if Giftdeck shall restart all the same. */
  ask: (use: Exclude<Use, 'on-air'> | 'on-air-not-known') => Promise<boolean>
  /** Tells the host that the update waits until the show is over. */
  tellOnAir: () => void
  quit: () => void
}): Updates {
  const { app, updater, publicKey, onChange } = deps
  const { log, clock } = app.ports
  if (updater === null) return off
  updater.autoDownload = false
  // Never set this to true: electron-updater would install a file that was not verified. On macOS the value must also
  // not change between download and install, or the system never gets the file (electron-updater 6.8.10, MacUpdater).
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.logger = null

  let trusted: Trusted | undefined
  let downloaded: string | undefined
  let state: UpdateState = 'idle'
  let comesBack = false
  let giveUp = () => {}
  const refuse = (error: unknown) => {
    trusted = undefined
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof UpdateRefused) log.error('An update was refused.', { detail })
    else log.warn(state === 'ready' ? 'The update was not installed.' : 'The look for updates failed.', { detail })
  }

  const download = async () => {
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return
    trusted = trustAnnounced(found.updateInfo, { publicKey, running: app.version })
    const [file] = await updater.downloadUpdate()
    if (file === undefined) return
    await checkDownloaded(file, trusted)
    downloaded = file
    backUp()
    state = 'ready'
    log.info('An update is ready.', { version: trusted.version })
    onChange()
  }
  /** Makes a backup of the settings before the update. */
  const backUp = () => {
    try {
      app.backups.make()
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'NOT_FOUND') throw error
    }
  }
  /**
   * Verifies the downloaded file again. Hours may pass between download and install, and every program of this user can
   * write to the download folder.
   */
  const checkAgain = async () => {
    if (downloaded === undefined || trusted === undefined) throw new UpdateRefused('There is no checked file.')
    await checkDownloaded(downloaded, trusted)
  }
  /** A download would take from the bandwidth of the stream. */
  const check = async () => {
    if (state !== 'ready' && !app.broadcast.onAir.isOn()) await download().catch(refuse)
  }

  updater.on('error', (error) => {
    refuse(error)
    giveUp()
  })
  const timer = setInterval(() => void check(), checkEveryMs)
  void check()
  return {
    state: () => state,
    check,
    async restart() {
      if (state !== 'ready') return
      const use = deps.watch.use()
      if (use === 'on-air') return deps.tellOnAir()
      const why = use ?? (app.broadcast.onAir.read().state === 'unknown' ? 'on-air-not-known' : undefined)
      if (why !== undefined && !(await deps.ask(why))) return
      comesBack = true
      deps.quit()
    },
    stop() {
      clearInterval(timer)
      if (state === 'ready') log.info('The update is installed now.')
    },
    install: () =>
      new Promise((resolve) => {
        if (state !== 'ready' || app.broadcast.onAir.isOn()) return resolve({ comesBack })
        let isOver = false
        giveUp = () => {
          isOver = true
          resolve({ comesBack })
        }
        clock.setTimeout(giveUp, longestInstallMs)
        checkAgain().then(
          () => {
            if (isOver) return
            updater.autoRunAppAfterInstall = comesBack
            updater.quitAndInstall(!comesBack, comesBack)
          },
          (error: unknown) => {
            refuse(error)
            giveUp()
          },
        )
      }),
  }
}

const off: Updates = {
  state: () => 'off',
  check: async () => {},
  restart: async () => {},
  stop: () => {},
  install: async () => ({ comesBack: false }),
}
