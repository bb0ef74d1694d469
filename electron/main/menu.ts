import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Docks } from './docks.ts'
import type { Words } from './words.ts'

/** The window itself listens for the same keys; the menu shows them and works while the page is busy. */
export function setMenu(words: Words, docks: Docks, options: { stop: () => void; isPackaged: boolean }) {
  const serve: MenuItemConstructorOptions = {
    label: words.serveDocks,
    type: 'checkbox',
    checked: docks.areServed(),
    click: () => void docks.toggle(),
  }
  const copy: MenuItemConstructorOptions = {
    label: words.copyDock,
    enabled: docks.areServed(),
    click: () => void docks.copyAddress(),
  }
  const stop: MenuItemConstructorOptions = { label: words.stop, click: options.stop }
  const looks: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    ...(options.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
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
        submenu: [stop, { type: 'separator' }, serve, copy, { type: 'separator' }, { role: isMac ? 'close' : 'quit' }],
      },
      { role: 'editMenu', label: words.edit },
      { label: words.view, submenu: looks },
      { role: 'windowMenu', label: words.window },
    ]),
  )
}
