import path from 'node:path'
import { BrowserWindow, screen } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { pageUrl } from './page-origin.ts'
import { placeWindow, smallest, type Place } from './window-place.ts'

const settingsKey = 'window'

/** The cockpit's window. It shows our own page only, in a sandbox without Node. */
export function openWindow(settings: SettingsStore, isPackaged: boolean): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const { maximized, ...box } = placeWindow(settings.get(settingsKey), screens)
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
      // The dictionaries would be fetched from elsewhere.
      spellcheck: false,
      devTools: !isPackaged,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace(window, settings))
  return window
}

/** Also asked at quit, which ends the window without closing it. */
export function keepPlace(window: BrowserWindow, settings: SettingsStore) {
  const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  settings.set(settingsKey, place)
}

export const showPage = (window: BrowserWindow) => window.loadURL(pageUrl)

export function bringForward(window: BrowserWindow) {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
