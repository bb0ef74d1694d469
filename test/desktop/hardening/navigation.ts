import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import type { BrowserWindow } from 'electron'
import type { Check } from './check.ts'

export const staysPut: Check = {
  name: 'the page cannot leave for another address, even one of its own',
  async prove({ app, page }) {
    const window = await app.browserWindow(page)
    const answer = window.evaluate(
      ({ webContents }: BrowserWindow) =>
        // This listener is registered after the app's own, so it sees the app's decision.
        new Promise((resolve) => webContents.once('will-navigate', (event) => resolve(event.defaultPrevented))),
    )
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = '/icon.svg'
      document.body.append(link)
      link.click()
    })
    expect(await answer).toBe(true)
    expect(await window.evaluate(({ webContents }: BrowserWindow) => webContents.getURL())).toBe('app://bundle/')
  },
}

export const mayReload: Check = {
  name: 'the page may reload itself, and load nothing else that begins with its address',
  async prove({ page }) {
    const isNew = () => page.evaluate(() => !('seen' in window))
    await page.evaluate(() => {
      Object.assign(window, { seen: true })
      location.href = `${location.origin}/?other`
    })
    expect(await isNew()).toBe(false)
    await page.evaluate(() => location.reload())
    await expect.poll(() => isNew().catch(() => false)).toBe(true)
  },
}

/** Our page never redirects, frames or embeds anything, so the test calls the app's handler as Electron would. */
const preventsEvent = (name: string, event: string): Check => ({
  name,
  async prove({ app, page }) {
    const window = await app.browserWindow(page)
    const prevented = await window.evaluate(({ webContents }: BrowserWindow, emitted) => {
      let isPrevented = false
      webContents.emit(
        emitted as 'will-redirect',
        { preventDefault: () => (isPrevented = true) } as never,
        'app://bundle/' as never,
      )
      return isPrevented
    }, event)
    expect(prevented).toBe(true)
  },
})
export const noRedirect = preventsEvent('no redirect is followed', 'will-redirect')
export const noFrames = preventsEvent('no frame of the page navigates', 'will-frame-navigate')
export const noWebview = preventsEvent('no webview is attached', 'will-attach-webview')

export const oneWindow: Check = {
  name: 'the page opens no window',
  async prove({ app, page }) {
    const opened = await page.evaluate(() => [
      window.open('/') === null,
      window.open('https://example.com/', '_blank', 'noopener') === null,
      window.open('about:blank', 'other', 'width=100,height=100') === null,
    ])
    expect(opened).toEqual([true, true, true])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(app.windows()).toHaveLength(1)
  },
}

export const noNetwork: Check = {
  name: 'nothing in a window reaches the network, not even an address that main loads',
  async prove({ app, page }) {
    let reached = 0
    const server = createServer((_request, response) => response.end(String(++reached)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const window = await app.browserWindow(page)
    const load = ({ webContents }: BrowserWindow, url: string) =>
      webContents.loadURL(url).then(
        () => 'loaded',
        (error: Error) => error.message,
      )
    const [fetched] = await page.evaluate((url) => Promise.allSettled([fetch(url)]), address)
    const loaded = await window.evaluate(load, address)
    server.close()
    expect(fetched!.status).toBe('rejected')
    expect(loaded).toContain('ERR_BLOCKED_BY_CLIENT')
    expect(reached).toBe(0)
  },
}
