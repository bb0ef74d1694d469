import path from 'node:path'
import { BrowserWindow, screen } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { placeSmall, readSmall, placeWindow, smallest, type Place } from './window-place.ts'

export const placeKey = 'window'
export const smallKey = 'smallWindow'

/** Opens the main window. It shows our own page only, in a sandbox without Node. */
export function openWindow(settings: SettingsStore, isPackaged: boolean): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const small = readSmall(settings.get(smallKey))
  const { maximized, ...usual } = placeWindow(settings.get(placeKey), screens)
  const box = small.on ? placeSmall(small, screens, screen.getPrimaryDisplay().workArea) : usual
  const window = new BrowserWindow({
    ...box,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: '#101216',
    title: 'Giftdeck',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Spell checking would download dictionaries from the network.
      spellcheck: false,
      devTools: !isPackaged,
    },
  })
  if (small.on) putOnTop(window, true)
  else if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace(window, settings))
  return window
}

/** Stores the place of the window. A quit destroys the window without a close event, so the shutdown calls this too. */
export function keepPlace(window: BrowserWindow, settings: SettingsStore) {
  const box = window.getNormalBounds()
  if (readSmall(settings.get(smallKey)).on) settings.set(smallKey, { on: true, box })
  else settings.set(placeKey, { ...box, maximized: window.isMaximized() } satisfies Place)
}

/**
 * Keeps the window above all others, also above a full-screen game or OBS. On macOS a full-screen program has a space
 * of its own, so the window is shown in every space.
 */
export function putOnTop(window: BrowserWindow, isOnTop: boolean) {
  window.setAlwaysOnTop(isOnTop, 'screen-saver')
  if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(isOnTop, { visibleOnFullScreen: true })
}

export function bringForward(window: BrowserWindow) {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
