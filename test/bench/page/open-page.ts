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

export const browserArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export const openBrowser = (executablePath: string) => chromium.launch({ executablePath, args: browserArgs })

/** By then everything that the page loads in the background has arrived. */
const settleMs = 4_000

/** Opens the cockpit with its measurements, and waits until it is idle and the deck can fire. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(countMessages)
  await page.addInitScript(watchFrames)
  await openCockpit(page, address)
  return page
}

/** Waits until the cockpit is idle and the deck can fire. */
export async function openCockpit(page: Page, address: string) {
  await page.goto(address)
  await page.locator('[data-key][aria-disabled="false"]').first().waitFor()
  await page.waitForTimeout(settleMs)
}

/** Runs in the page: counts incoming messages before the page's own code gets them. */
function countMessages() {
  const Native = window.WebSocket
  window.arrived = 0
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', () => window.arrived++)
    }
  }
}

/** Runs in the page: notes the times between frames and the delays of presses while `measuring`. */
export function watchFrames() {
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
    addEventListener(kind, (event) => window.measuring && window.delays.push(performance.now() - event.timeStamp), true)
}

/** Returns what `watchFrames` noted during the work. */
export async function measureFrames(page: Page, work: () => Promise<unknown>) {
  await page.evaluate(() => {
    window.intervals = []
    window.delays = []
    window.measuring = true
  })
  await work()
  return page.evaluate(() => {
    window.measuring = false
    return { intervals: window.intervals, delays: window.delays }
  })
}

export const arrivedAt = (page: Page) => page.evaluate(() => window.arrived)
