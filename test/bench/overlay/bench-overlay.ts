import type { Browser, Page } from '@playwright/test'
import { build } from '../../../electron/start/build.mjs'
import { root } from '../../../electron/start/root.mjs'
import { installedBrowser } from '../../find-browser.mjs'
import { type OverlayServer, startOverlayServer } from '../../support/overlay-server.ts'
import { sampleView } from '../../support/overlay-view.ts'
import { openBrowser } from '../page/open-page.ts'
import { median, percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'

const alerts = 30
const measuredMs = 8_000
const stormPerSecond = 50

/** Measures how soon an alert is on the screen, and what an overlay costs the computer that also encodes the stream. */
export async function benchOverlay(): Promise<string> {
  const browserPath = installedBrowser()
  if (browserPath === undefined) return '## The overlay\n\nNot measured: no Chromium, Chrome or Edge is installed.'
  build(root)
  const browser = await openBrowser(browserPath)
  const server = await startOverlayServer()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const blank = await cpuShare(browser, page)
    await page.goto(server.address)
    await page.locator('#gd-overlay[data-state="open"]').waitFor()
    const rest = await cpuShare(browser, page)
    const single = await cpuShare(
      browser,
      page,
      everyMs(3_200, () => server.alert(gift(1))),
    )
    await page.reload()
    await page.locator('#gd-overlay[data-state="open"]').waitFor()
    const storm = await cpuShare(
      browser,
      page,
      everyMs(1_000 / stormPerSecond, (round) => fire(server, round)),
    )
    const toFrame = await framesOf(page, server)
    return [
      '## The overlay: 1920x1080 in Chromium without a GPU',
      table(
        ['what', 'seen', 'target'],
        [
          [`alert sent to the frame that shows it, median of ${alerts}, ms`, figure(median(toFrame), 1), ''],
          ['the same, p95 ms', figure(percentile(toFrame, 0.95), 1), '<= 100'],
          ['an empty page, % of a core', percent(blank), ''],
          ['at rest, % of a core', percent(rest), '<= 5'],
          ['one alert after another, % of a core', percent(single), ''],
          [`${stormPerSecond} alerts and views a second, % of a core`, percent(storm), ''],
          ['that storm, as a multiple of one alert after another', figure(storm / single, 1), '<= 5'],
        ],
      ),
    ].join('\n\n')
  } finally {
    await browser.close()
    await server.end()
  }
}

const percent = (share: number) => figure(share * 100, 1)
const gift = (round: number) => ({ name: `Gift ${round % 12}`, icon: '🌹', pieces: 1 })

function fire(server: OverlayServer, round: number) {
  server.alert(gift(round))
  server.show(sampleView({ count: { measure: 'gifts', now: 25_310 + round } }))
}

/** Returns a job that does its work in an even rhythm until it is stopped. */
const everyMs = (ms: number, work: (round: number) => void) => () => {
  let round = 0
  work(round++)
  const timer = setInterval(() => work(round++), ms)
  return () => clearInterval(timer)
}

/** Returns the share of a core that all processes of the browser took, once the page has settled. */
async function cpuShare(browser: Browser, page: Page, start: () => () => void = () => () => undefined) {
  const session = await browser.newBrowserCDPSession()
  const seconds = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
  await page.waitForTimeout(1_500)
  const stop = start()
  const [cpuBefore, before] = [await seconds(), performance.now()]
  await page.waitForTimeout(measuredMs)
  const share = (await seconds()) - cpuBefore
  const took = (performance.now() - before) / 1_000
  stop()
  await session.detach()
  return share / took
}

/** Returns the time from the sending of an alert to the frame after the one that draws it, for single alerts. */
async function framesOf(page: Page, server: OverlayServer) {
  await page.reload()
  await page.locator('#gd-overlay[data-state="open"]').waitFor()
  await page.evaluate(() => {
    Object.assign(window, { drawnAt: [] as number[] })
    const alert = document.querySelector<HTMLElement>('#gd-alert')!
    new MutationObserver(() => {
      if (alert.dataset['shown'] !== 'true') return
      const drawn = () => (window as unknown as Drawn).drawnAt.push(performance.timeOrigin + performance.now())
      requestAnimationFrame(() => requestAnimationFrame(drawn))
    }).observe(alert, { attributeFilter: ['data-shown'] })
  })
  const times: number[] = []
  for (let round = 0; round < alerts; round++) {
    const sentAt = performance.timeOrigin + performance.now()
    server.alert(gift(round))
    await page.waitForFunction((count) => (window as unknown as Drawn).drawnAt.length > count, round)
    times.push((await page.evaluate(() => (window as unknown as Drawn).drawnAt.at(-1)!)) - sentAt)
    // The view of another room ends the alert, so that the next one need not wait for it.
    server.show(null)
    server.show(sampleView())
    await page.waitForTimeout(120)
  }
  return times
}

interface Drawn {
  drawnAt: number[]
}
