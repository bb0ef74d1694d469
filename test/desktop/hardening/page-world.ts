import { expect } from '@playwright/test'
import type { BrowserWindow, WebPreferences } from 'electron'
import type { Check } from './check.ts'

export const confined: Check = {
  name: 'the window is sandboxed, isolated and without Node',
  async prove({ app, page }) {
    const window = await app.browserWindow(page)
    const preferences = await window.evaluate(({ webContents }: BrowserWindow) =>
      (webContents as unknown as { getLastWebPreferences(): WebPreferences }).getLastWebPreferences(),
    )
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    for (const weak of [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
    ] as const)
      expect(preferences[weak] ?? false).toBe(false)
    for (const weak of ['experimentalFeatures', 'enableBlinkFeatures'] as const)
      expect(preferences[weak] || '').toBe('')
  },
}

export const preloadFunctions: Check = {
  name: 'the page has three functions of the preload and nothing of Electron or Node',
  async prove({ page }) {
    const seen = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname']
      const port = window.giftdeckPort!
      const tampered = Reflect.set(window, 'giftdeckPort', 'mine') || Reflect.set(port, 'postMessage', 'mine')
      return { port: Object.keys(port), found: names.filter((name) => name in window), tampered }
    })
    expect(seen).toEqual({ port: ['postMessage', 'onMessage', 'onDisconnect'], found: [], tampered: false })
  },
}
