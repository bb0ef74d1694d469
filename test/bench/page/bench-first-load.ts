import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { median, percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { openBrowser, openPage } from './open-page.ts'
import { pageDir, startStormyHost } from './stormy-host.ts'

const loads = 12
const presses = 40

/** Measures the time from opening the URL to a deck that fires, and from a press to the frame that shows it. */
export async function benchFirstLoad(browserPath: string): Promise<string> {
  const host = await startStormyHost()
  const browser = await openBrowser(browserPath)
  try {
    const opened: Awaited<ReturnType<typeof open>>[] = []
    for (let round = 0; round < loads; round++) opened.push(await open(browser, host.address))
    const times = opened.map(({ readyMs }) => readyMs)
    const press = await pressOften(browser, host.address)
    const kilobytes = (kind: RegExp) => figure(gzipped(opened[0]?.files ?? [], kind) / 1_000, 1)
    return [
      '## Opening the page, and pressing',
      table(
        ['what', 'seen', 'target'],
        [
          [`address to a deck that fires, median of ${loads}, ms`, figure(median(times), 0), '<= 1,000'],
          ['the slowest of them, ms', figure(Math.max(...times), 0), ''],
          ['scripts and styles fetched until then, gzip kB', kilobytes(/\.(js|css)$/), '<= 150'],
          ['fonts fetched until then, kB', kilobytes(/\.woff2$/), ''],
          [`presses shown in the very next frame, of ${presses}`, String(press.inNextFrame), String(presses)],
          ['press to that frame, p95 ms', figure(percentile(press.toFrameMs, 0.95), 1), ''],
        ],
      ),
    ].join('\n\n')
  } finally {
    await browser.close()
    await host.end()
  }
}

/** Opens the page in a new profile, in which nothing is cached. */
async function open(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const ready = () => {
      if (document.querySelector('[data-key][aria-disabled="false"]') === null) requestAnimationFrame(ready)
      else performance.mark('fires')
    }
    requestAnimationFrame(ready)
  })
  await page.goto(address)
  await page.waitForFunction(() => performance.getEntriesByName('fires').length > 0)
  const found = await page.evaluate(() => {
    const readyMs = performance.getEntriesByName('fires')[0]!.startTime
    const files = performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < readyMs)
      .map(({ name }) => new URL(name).pathname)
    return { readyMs, files }
  })
  await context.close()
  return found
}

const gzipped = (files: readonly string[], kind: RegExp) =>
  files
    .filter((file) => kind.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(pageDir, file))).length, 0)

/** Presses often and measures when the key has changed: by the first frame after the press was handled. */
async function pressOften(browser: Browser, address: string) {
  const page = await openPage(browser, address)
  await page.evaluate(() => {
    const key = document.querySelector('[data-key]')!
    const seen = { toFrameMs: [] as number[], inNextFrame: 0 }
    Object.assign(window, { seen })
    addEventListener(
      'keydown',
      (event) => {
        let changed = false
        const observer = new MutationObserver(() => (changed = true))
        observer.observe(key, { subtree: true, childList: true, attributes: true, characterData: true })
        requestAnimationFrame(() => {
          changed ||= observer.takeRecords().length > 0
          observer.disconnect()
          if (changed) seen.inNextFrame++
          seen.toFrameMs.push(performance.now() - event.timeStamp)
        })
      },
      true,
    )
  })
  for (let round = 0; round < presses; round++) {
    await page.keyboard.press('1')
    await page.waitForTimeout(300)
  }
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { toFrameMs: number[]; inNextFrame: number } }).seen,
  )
  await page.close()
  return seen
}
