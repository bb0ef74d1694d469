import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { autoUpdater, net } from './net.ts'
import { powerMonitor } from './power-monitor.ts'
import { protocol } from './protocol.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'
import {
  clipboard,
  dialog,
  globalShortcut,
  nativeImage,
  Notification,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from './system-parts.ts'
import { webContents } from './web-contents.ts'

/**
 * The exports of `import ... from 'electron'` for the built main script. A missing export fails the import with its
 * name.
 */
export { app, BrowserWindow, clipboard, dialog, globalShortcut, ipcMain, Menu, Notification }
export { powerMonitor, powerSaveBlocker, protocol, safeStorage, screen, session, shell, webContents }
export { autoUpdater, nativeImage, net, Tray }
