import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog, powerMonitor, powerSaveBlocker, session, type BrowserWindow } from 'electron'
import { createApp } from '../core/app.ts'
import { servePort } from '../core/doors/port.ts'
import type { HostLog } from '../core/log.ts'
import { policy } from '../core/policy.ts'
import { openSettings } from '../core/settings/settings-file.ts'
import { createPost } from '../core/vendors/post.ts'
import { openChannel } from './channel.ts'
import { desktopParts } from './desktop-parts.ts'
import { createDocks } from './docks.ts'
import { keepAwake } from './keep-awake.ts'
import { setMenu } from './menu.ts'
import { showNotice } from './notice.ts'
import { createOpenDeckFile } from './open-deck-file.ts'
import { createOptions } from './options.ts'
import { servePage } from './page-scheme.ts'
import { ownSettings } from './own-settings.ts'
import { desktopPorts } from './ports.ts'
import type { Ending } from './quit-in-order.ts'
import { reloadAfterCrash } from './reload-after-crash.ts'
import { openSealedFile } from './sealed-file.ts'
import { createStop, listenForStopKey, warnOfTakenKey } from './stop-key.ts'
import { systemRoutes } from './system-routes.ts'
import { tellTrouble } from './tell-trouble.ts'
import { openTray } from './tray/tray.ts'
import { openUpdater } from './updates/open-updater.ts'
import { updateKey } from './updates/update-key.ts'
import { createUpdates } from './updates/updates.ts'
import { raiseWalls } from './walls.ts'
import { keepPlace, openWindow, showPage } from './window.ts'
import type { Words } from './words.ts'

export interface Desktop extends Ending {
  window: BrowserWindow
  /** Asks before it adds anything. */
  openDeckFile(file: string): void
}

/** Puts the desktop together, once Electron is ready. */
export async function boot(log: HostLog, words: Words): Promise<Desktop> {
  const dataDir = app.getPath('userData')
  const pageDir = path.join(import.meta.dirname, '../renderer')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  raiseWalls()
  servePage(pageDir)

  const { settings, ...ofSettings } = openSettings(dataDir, Date.now(), desktopParts)
  const sealed = openSealedFile(path.join(dataDir, 'secrets.json'), Date.now())
  const post = createPost({ policy: policy.network, routesTo: systemRoutes(session.defaultSession) })
  powerMonitor.on('resume', post.renew)
  const core = await createApp(desktopPorts({ dataDir, settings, sealed, log, post }), {
    version: app.getVersion(),
    notices: [...ofSettings.notices, ...sealed.notices],
  })
  // A live room must be armed by somebody who is there.
  const closeLock = () => core.parts.lock.disarm()
  powerMonitor.on('suspend', closeLock)
  powerMonitor.on('resume', closeLock)
  // Only now is the folder ours alone.
  ofSettings.settle()
  sealed.settle()
  log.keepIn(path.join(dataDir, 'logs'))
  log.info('Giftdeck started.', { version: app.getVersion(), node: process.version, platform: process.platform })

  const stopSending = createStop(core, words)
  const { isPackaged } = app
  const stop = () => void stopSending()
  const own = ownSettings(settings, { log, tell: () => showNotice(words.notKept, words.notKeptWhy) })
  const window = openWindow(own, isPackaged)
  const hasStopKey = listenForStopKey(core, stop)
  const options = createOptions({ window, settings: own, words, onChange: () => drawMenu() })
  const drawMenu = () => setMenu(words, { docks, updates, stop, hasStopKey, options: options(), isPackaged })
  const docks = createDocks({ app: core, settings: own, pageDir, words, onChange: drawMenu })
  const updates = createUpdates({
    app: core,
    updater: await openUpdater({ isPackaged, publicKey: updateKey }),
    publicKey: updateKey,
    onChange: drawMenu,
    tellItWaits: () =>
      dialog.showMessageBox({ type: 'info', message: words.updateWaits, detail: words.updateWaitsWhy }),
    quit: () => app.quit(),
  })
  await docks.restore()
  const awake = keepAwake({ book: core.parts.book, clock: core.parts.clock, blocker: powerSaveBlocker })
  const trouble = tellTrouble(core, window, words)
  const tray = openTray({ app: core, window, words, stop })
  const channel = openChannel(window.webContents, log, (port) => servePort(core, port))
  window.once('closed', () => channel.close())
  reloadAfterCrash(window.webContents, log, () => dialog.showErrorBox(words.broke, words.pageBroke))
  await showPage(window)
  if (!hasStopKey) void warnOfTakenKey(window, own, words)

  return {
    window,
    openDeckFile: createOpenDeckFile({ core, window, words }),
    /** Closes the doors, then the core. */
    async stop() {
      if (!window.isDestroyed()) keepPlace(window, own)
      channel.close()
      updates.stop()
      trouble.stop()
      tray.close()
      await docks.stop()
      await core.stop()
      awake.stop()
      await post.close()
    },
    install() {
      // macOS takes a while; a window with nothing behind it would look broken.
      if (!window.isDestroyed()) window.hide()
      return updates.install()
    },
  }
}
