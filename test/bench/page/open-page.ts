import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'

declare global {
  interface Window {
    /** The number of messages that arrived over the page's sockets. */
    arrived: number
    /** The times between frames, in ms. They are recorded while `measuring`, like the delays of presses. */
    intervals: number[]
    delays: number[]
    measuring: boolean
  }
}

const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

export const openBrowser = (executablePath: string) => chromium.launch({ executablePath, args })

/** By then everything that the page loads in the background has arrived. */
const settleMs = 4_000

/** Opens the cockpit with its measurements, and waits until it is idle and the deck can fire. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await watchPage(page)
  await page.goto(address)
  await page.locator('[data-key][aria-disabled="false"]').first().waitFor()
  await page.waitForTimeout(settleMs)
  return page
}

/** Counts incoming messages before the page's own code gets them, and measures frames and presses. */
async function watchPage(page: Page) {
  await page.addInitScript(() => {
    const Native = window.WebSocket
    window.arrived = 0
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols)
        this.addEventListener('message', () => window.arrived++)
      }
    }
    window.intervals = []
    window.delays = []
    window.measuring = false
    let last = performance.now()
    const onFrame = (now: number) => {
      if (window.measuring) window.intervals.push(now - last)
      last = now
      requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
    for (const kind of ['pointerdown', 'click', 'keydown'])
      addEventListener(
        kind,
        (event) => window.measuring && window.delays.push(performance.now() - event.timeStamp),
        true,
      )
  })
}

export const arrivedAt = (page: Page) => page.evaluate(() => window.arrived)
