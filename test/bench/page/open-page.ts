import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Messages that came over the page's sockets. */
    arrived: number
    /** Time between drawn frames, and from each press to its handling, in ms; while `measuring`. */
    intervals: number[]
    delays: number[]
    measuring: boolean
  }
}

const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

export const openBrowser = (executablePath: string) => chromium.launch({ executablePath, args })

/** Counts what comes in before the page's own code sees it, and watches frames and presses. */
export async function watchPage(page: Page) {
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
