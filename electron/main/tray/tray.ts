import { app as program, Menu, screen, Tray, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { App } from '../../core/app.ts'
import { bringForward } from '../window.ts'
import type { Words } from '../words.ts'
import { readTray, trayTexts } from './tray-texts.ts'
import { trayIcon } from './tray-icon.ts'

/** The tray is only glanced at, so one update a second is enough. */
const refreshEveryMs = 1_000

/**
 * Shows the room, the environment, counts and STOP in the system tray, for use while other programs cover the window.
 */
export function openTray(deps: { app: App; window: BrowserWindow; words: Words; stop: () => void }) {
  const { app, window, words } = deps
  const { platform } = process
  const tray = new Tray(trayIcon(platform))
  const read = () => trayTexts(readTray(app), words)
  const show = () => bringForward(window)
  const menuOf = (lines: string[]) => {
    const infoItems = lines.map((label): MenuItemConstructorOptions => ({ label, enabled: false }))
    return Menu.buildFromTemplate([
      ...infoItems,
      { type: 'separator' },
      { label: words.stop, click: deps.stop },
      { type: 'separator' },
      { label: words.trayShow, click: show },
      { label: words.trayQuit, click: () => program.quit() },
    ])
  }

  let drawn = ''
  const draw = () => {
    const { tooltip, lines } = read()
    const now = JSON.stringify([tooltip, lines])
    if (now === drawn) return
    drawn = now
    tray.setToolTip(tooltip)
    // Linux needs the menu in advance. Elsewhere it is built when it opens, so that a new count does not close an open
    // menu.
    if (platform === 'linux') tray.setContextMenu(menuOf(lines))
  }
  const open = () => tray.popUpContextMenu(menuOf(read().lines))
  if (platform === 'darwin') tray.on('click', open)
  else tray.on('click', show)
  if (platform !== 'linux') tray.on('right-click', open)

  const redraw = () => tray.setImage(trayIcon(platform))
  if (platform === 'win32') screen.on('display-metrics-changed', redraw)
  draw()
  const timer = setInterval(draw, refreshEveryMs)
  return {
    close() {
      clearInterval(timer)
      if (platform === 'win32') screen.off('display-metrics-changed', redraw)
      tray.destroy()
    },
  }
}
