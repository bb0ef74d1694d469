import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog, Notification, powerMonitor, powerSaveBlocker, session, type BrowserWindow } from 'electron'
import { createApp } from '../core/create-app.ts'
import { serveWindow } from '../core/server/window-transport.ts'
import type { HostLog } from '../core/platform/log.ts'
import { policy } from '../core/policy.ts'
import { stackOf } from '../core/platform/run-safely.ts'
import { openSettings } from '../core/settings/settings-file.ts'
import { createPost } from '../core/vendors/http-client.ts'
import { confirmClose } from './ask-before-closing.ts'
import { openChannel } from './channel.ts'
import { desktopParts, ownSettings } from './own-settings.ts'
import { createDocks } from './docks.ts'
import { watchUse, type Use, hasSendsInFlight } from './in-use.ts'
import { keepAwake } from './keep-awake.ts'
import { setMenu } from './menu.ts'
import { createNotices } from './notice.ts'
import { createOpenDeckFile } from './open-deck-file.ts'
import { createOptions } from './options.ts'
import { servePage } from './page-scheme.ts'
import { beside, desktopPorts, workers } from './ports.ts'
import { proveBuild } from './prove-build.ts'
import type { Ending } from './graceful-shutdown.ts'
import { reloadAfterCrash, showPage } from './show-page.ts'
import { openSealedFile } from './sealed-file.ts'
import { quitAtSessionEnd } from './session-end.ts'
import { createStop, listenForStopKey, warnOfTakenKey } from './stop-key.ts'
import { systemRoutes } from './system-routes.ts'
import { showFailure } from './failure-notices.ts'
import { openTray } from './tray/tray.ts'
import { openUpdater } from './updates/open-updater.ts'
import { updateKey } from './updates/update-key.ts'
import { createUpdates, type UpdateState } from './updates/updates.ts'
import { hardenApp } from './hardening.ts'
import { keepPlace, openWindow } from './window.ts'
import type { Words } from './words.ts'

/** The command line switch that is set on a relaunch after a failed update, so that the new process reports it. */
const updateFailed = 'update-failed'

export interface Desktop extends Ending {
  window: BrowserWindow
  /** Loads the page. A quit during the load still runs the graceful shutdown. */
  open(): Promise<void>
  /** Asks the host before it adds the pages of the file. */
  openDeckFile(file: string): void
}

/** Composes the desktop. Call it once Electron is ready. */
export async function startDesktop(log: HostLog, words: Words): Promise<Desktop> {
  const dataDir = app.getPath('userData')
  const pageDir = path.join(import.meta.dirname, '../renderer')
  const sqlite = await proveBuild({ pageDir, workers, prover: beside('prove-worker.js') })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  hardenApp()
  servePage(pageDir)

  const { settings, ...ofSettings } = openSettings(dataDir, Date.now(), desktopParts)
  const sealed = openSealedFile(path.join(dataDir, 'secrets.json'), Date.now())
  const post = createPost({ policy: policy.network, routesTo: systemRoutes(session.defaultSession) })
  powerMonitor.on('resume', post.renew)
  const core = await createApp(desktopPorts({ dataDir, settings, sealed, log, post }), {
    version: app.getVersion(),
    notices: [...ofSettings.notices, ...sealed.notices],
  })
  // After a sleep the host may be away, so the live lock closes. It must be opened again by hand.
  const closeLock = () => core.deps.lock.disarm()
  powerMonitor.on('suspend', closeLock)
  powerMonitor.on('resume', closeLock)
  // createApp has locked the data folder, so no other process can change the settings or the secrets any more.
  ofSettings.settle()
  sealed.settle()
  log.keepIn(path.join(dataDir, 'logs'))
  log.info('Giftdeck started.', {
    version: app.getVersion(),
    node: process.version,
    sqlite,
    platform: process.platform,
  })

  const notices = createNotices({
    platform: process.platform,
    make: (of) => (Notification.isSupported() ? new Notification(of) : null),
    bounce: () => void app.dock?.bounce('informational'),
    log,
  })
  const stopSending = createStop(core, words, notices.show)
  const { isPackaged } = app
  let isEnding = false
  const watch = watchUse(core)
  const use = () => (isEnding ? undefined : watch.use())
  const stop = () => void stopSending()
  const own = ownSettings(settings, { log, onFirstFailure: () => notices.show(words.notKept, words.notKeptWhy) })
  const window = openWindow(own, isPackaged)
  const ask = async (message: string, detail: string, yes: string, no: string) => {
    const of = { type: 'question' as const, message, detail, buttons: [yes, no], defaultId: 1, cancelId: 1 }
    return (await dialog.showMessageBox(window, of)).response === 0
  }
  const quit = () => app.quit()
  const askToClose = (why: Use) => ask(words.closeAsks, words.inUse[why], words.closeNow, words.keepOpen)
  confirmClose({ window, use, ask: askToClose, quit })
  const isSessionEnding = quitAtSessionEnd({
    window,
    // Electron passes the event to the listener, but its types omit it.
    onShutdown: (end) => powerMonitor.on('shutdown', end as () => void),
    isSending: () => !isEnding && hasSendsInFlight(core.deps.activeSends),
    quit,
  })
  const hasStopKey = listenForStopKey(core, stop)
  const options = createOptions({ window, settings: own, words, onChange: () => drawMenu() })
  const drawMenu = () => setMenu(words, { docks, updates, stop, hasStopKey, options: options(), isPackaged })
  const docks = createDocks({ app: core, settings: own, pageDir, words, onChange: drawMenu })
  const updates = createUpdates({
    app: core,
    updater: await openUpdater({ isPackaged, publicKey: updateKey }),
    publicKey: updateKey,
    onChange() {
      core.broadcast.setUpdateState(waitingUpdate(updates.state()))
      drawMenu()
    },
    watch,
    tellOnAir: () => void dialog.showMessageBox(window, { message: words.updateOnAir, detail: words.updateOnAirWhy }),
    ask: (use) =>
      ask(words.updateAsks, `${words.inUse[use]} ${words.updateLaterWhy}`, words.updateNow, words.updateLater),
    quit,
  })
  core.broadcast.setUpdateState(waitingUpdate(updates.state()))
  await docks.restore()
  const awake = keepAwake({ activeSends: core.deps.activeSends, clock: core.deps.clock, blocker: powerSaveBlocker })
  const trouble = showFailure({ app: core, window, words, notice: notices.show })
  const tray = openTray({ app: core, window, words, stop })
  const channel = openChannel(window.webContents, log, (port) => serveWindow(core, port))
  window.once('closed', () => channel.close())
  reloadAfterCrash(window.webContents, log, () => dialog.showErrorBox(words.broke, words.pageBroke))
  const open = async () => {
    const showPageBroken = () => dialog.showErrorBox(words.broke, words.pageBroke)
    if (!(await showPage(window, { log, isEnding: () => isEnding, giveUp: showPageBroken }))) return
    log.info('The window is open.')
    notices.askOnce(own, words)
    if (app.commandLine.hasSwitch(updateFailed))
      void dialog.showMessageBox(window, {
        type: 'warning',
        message: words.updateFailed,
        detail: words.updateFailedWhy,
      })
    if (!hasStopKey) void warnOfTakenKey(window, own, words)
  }

  return {
    window,
    open,
    openDeckFile: createOpenDeckFile({ core, window, words }),
    /** Closes the server, then the core. The ledger is closed even if a step fails. */
    async stop() {
      isEnding = true
      const steps: (() => unknown)[] = [
        () => watch.stop(),
        () => !window.isDestroyed() && keepPlace(window, own),
        () => channel.close(),
        () => updates.stop(),
        () => trouble.stop(),
        () => tray.close(),
        () => docks.stop(),
        () => core.stop(),
        () => awake.stop(),
        () => post.close(),
      ]
      for (const step of steps)
        try {
          await step()
        } catch (error) {
          log.error('A part of the desktop did not stop in order.', { stack: stackOf(error) })
        }
    },
    async install() {
      if (isSessionEnding()) return
      // The installation takes several seconds on macOS. A visible window without a running core would look broken.
      if (!window.isDestroyed()) window.hide()
      // If the installer fails, Giftdeck must start again; otherwise the host is left without a running program.
      const { comesBack } = await updates.install()
      if (comesBack) app.relaunch({ args: [...process.argv.slice(1), `--${updateFailed}`] })
    },
    exit: () => app.exit(0),
  }
}

const waitingUpdate = (state: UpdateState) => (state === 'off' ? undefined : state)
