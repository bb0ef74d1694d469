import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Docks } from './docks.ts'
import { stopKey, stopKeyInWindow, stopKeyName } from './stop-key-name.ts'
import type { Updates, UpdateState } from './updates/updates.ts'
import type { Words } from './words.ts'

/**
 * Builds the application menu. The page handles the same shortcuts; the menu shows them and still works while the page
 * is busy.
 */
export function setMenu(
  words: Words,
  deps: {
    docks: Docks
    updates: Updates
    stop: () => void
    hasStopKey: boolean
    options: MenuItemConstructorOptions[]
    isPackaged: boolean
  },
) {
  const { docks, updates } = deps
  const serve: MenuItemConstructorOptions = {
    label: words.serveDocks,
    type: 'checkbox',
    checked: docks.areServed(),
    click: () => void docks.toggle(),
  }
  const copy: MenuItemConstructorOptions = {
    label: docks.hasAddress() ? words.copyDockAnew : words.copyDock,
    enabled: docks.areServed(),
    click: () => void docks.copyAddress(),
  }
  const withdraw: MenuItemConstructorOptions = {
    label: words.withdrawDock,
    enabled: docks.hasAddress(),
    click: () => docks.withdrawAddress(),
  }
  // The menu only displays the accelerator. `stopKey` is registered with the system, and the page handles
  // `stopKeyInWindow`.
  const accelerator = deps.hasStopKey ? stopKey : stopKeyInWindow
  const stop: MenuItemConstructorOptions[] = [
    { label: words.stop, click: deps.stop, accelerator, registerAccelerator: false },
    ...(deps.hasStopKey ? [] : [{ label: words.stopKeyTaken(stopKeyName(process.platform)), enabled: false }]),
  ]
  const update: Record<UpdateState, MenuItemConstructorOptions> = {
    off: { label: words.updateOff, enabled: false },
    idle: { label: words.updateCheck, click: () => void updates.check() },
    ready: { label: words.updateRestart, click: () => void updates.restart() },
  }
  const viewItems: MenuItemConstructorOptions[] = [
    ...deps.options,
    { role: 'reload' },
    ...(deps.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ]
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      {
        label: words.file,
        submenu: [
          ...stop,
          { type: 'separator' },
          serve,
          copy,
          withdraw,
          { type: 'separator' },
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu', label: words.edit },
      { label: words.view, submenu: viewItems },
      { role: 'windowMenu', label: words.window },
      { role: 'help', label: words.help, submenu: [update[updates.state()]] },
    ]),
  )
}
