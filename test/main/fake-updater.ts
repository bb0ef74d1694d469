import { EventEmitter } from 'node:events'
import type { Updater } from '../../electron/main/updates/updates.ts'

/**
 * Makes an updater that treats a downloaded update as electron-updater 6.8.10 does in its BaseUpdater and MacUpdater:
 * when it reads `autoInstallOnAppQuit`, what starts the installer, and what quits the app. `quit` replaces Electron's
 * `app.quit`.
 */
export function makeFakeUpdater(
  system: 'windows' | 'mac',
  offers: { file: string; announced: unknown },
  quit: () => void,
) {
  const installs: { silent: boolean; comesBack: boolean }[] = []
  const native = { takes: 'it' as 'it' | 'nothing' | 'an error', hasIt: false }
  const events = new EventEmitter()
  const onQuit: (() => void)[] = []
  let called = false

  /** Squirrel.Mac fetches the file from a server that electron-updater runs, and installs it once the app has quit. */
  const fetchNatively = (then: () => void) =>
    setImmediate(() => {
      if (native.takes === 'an error') events.emit('error', new Error('Code signature did not pass validation'))
      if (native.takes !== 'it') return
      native.hasIt = true
      then()
    })
  const installOnWindows = (silent: boolean, comesBack: boolean) => {
    if (called) return
    called = true
    installs.push({ silent, comesBack })
  }
  const macHandsOver = () => {
    installs.push({ silent: true, comesBack: updater.autoRunAppAfterInstall })
    quit()
  }

  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    autoRunAppAfterInstall: true,
    allowDowngrade: true,
    logger: console,
    checkForUpdates: async () => ({ isUpdateAvailable: true, updateInfo: offers.announced }),
    async downloadUpdate() {
      if (system === 'windows' && updater.autoInstallOnAppQuit)
        onQuit.push(() => updater.autoInstallOnAppQuit && installOnWindows(true, false))
      if (system === 'mac' && updater.autoInstallOnAppQuit) fetchNatively(() => {})
      return [offers.file]
    },
    quitAndInstall(isSilent = false, isForceRunAfter = false) {
      if (system === 'windows') {
        installOnWindows(isSilent, isSilent ? isForceRunAfter : updater.autoRunAppAfterInstall)
        setImmediate(quit)
      } else if (native.hasIt) macHandsOver()
      else if (!updater.autoInstallOnAppQuit) fetchNatively(macHandsOver)
    },
    on: (event, listener) => events.on(event, listener),
  }
  return { updater, native, installs, appHasQuit: () => onQuit.forEach((install) => install()) }
}
