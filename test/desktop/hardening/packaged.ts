import { expect } from '@playwright/test'
import type { BrowserWindow } from 'electron'
import type { Check } from './check.ts'

/** Makes the look-alike report that it is packaged. */
export const packaged = { LOOKALIKE_PACKAGED: '1' }

export const shutDevTools: Check = {
  name: 'DevTools stay shut in a package, and its menu offers none',
  async prove({ app, page }) {
    const window = await app.browserWindow(page)
    const opened = await window.evaluate(({ webContents }: BrowserWindow) => {
      webContents.openDevTools()
      return webContents.isDevToolsOpened()
    })
    const roles = await app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items.map(({ role }) => String(role)) ?? []),
    )
    expect({ packaged: await app.evaluate((electron) => electron.app.isPackaged), opened }).toEqual({
      packaged: true,
      opened: false,
    })
    expect(roles).toContain('reload')
    expect(roles).not.toContain('toggleDevTools')
  },
}
