import { dialog, globalShortcut, type BrowserWindow } from 'electron'
import { call } from '@orpc/server'
import type { App } from '../core/app.ts'
import { windowCaller } from '../core/access/scopes.ts'
import type { SettingsStore } from '../core/ports.ts'
import { createRouter } from '../core/router.ts'
import type { ShowNotice } from './notice.ts'
import { createStopPress } from './stop-press.ts'
import { stopKey, stopKeyName } from './stop-key-name.ts'
import type { Words } from './words.ts'

const warnedKey = 'toldOfTakenStopKey'

/**
 * Creates the function that calls STOP through the route of the window's button and notifies the host of the result.
 */
export function createStop(app: App, words: Words, notice: ShowNotice) {
  const { stop } = createRouter(app).safety
  return createStopPress({
    stop: () => call(stop, undefined, { context: windowCaller }),
    notice,
    log: app.ports.log,
    words,
  })
}

/**
 * Registers the global shortcut. Returns false if another program already owns it; the button, the tray and the menu
 * still work.
 */
export function listenForStopKey(app: App, stop: () => void): boolean {
  const isOurs = globalShortcut.register(stopKey, stop)
  if (!isOurs) app.ports.log.warn('The global STOP key is taken by another program.', { accelerator: stopKey })
  return isOurs
}

/**
 * Warns in a dialog that the shortcut does not work. A host who relies on it must learn that before the show, and
 * notifications are often muted while streaming.
 */
export async function warnOfTakenKey(window: BrowserWindow, settings: SettingsStore, words: Words) {
  if (settings.get(warnedKey) === true) return
  const { checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.stopKeyTaken(stopKeyName(process.platform)),
    detail: words.stopKeyTakenWhy,
    checkboxLabel: words.notAgain,
  })
  if (checkboxChecked) settings.set(warnedKey, true)
}
