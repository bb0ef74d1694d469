import type { Page } from '@playwright/test'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { createBroadcast, firstCount } from './broadcast.ts'
import { arrivedAt, measureFrames, openBrowser, openPage } from './open-page.ts'
import { startStormyHost } from './stormy-host.ts'

const seconds = 20
const receiptsPerSecond = 500
const readingsPerSecond = 20
const lanesPerSecond = 10

/** Measures the page under more events than any vendor allows, while a host continues to press. */
export async function benchStorm(browserPath: string): Promise<string> {
  const host = await startStormyHost()
  const browser = await openBrowser(browserPath)
  try {
    const page = await openPage(browser, host.address)

    const idle = await measureFrames(page, () => page.waitForTimeout(3_000))
    const arrivedBefore = await arrivedAt(page)
    const broadcast = createBroadcast(Date.now())
    let poured = 0
    const storm = await measureFrames(page, async () => {
      const over = pour(broadcast, (event) => {
        host.pour(event)
        poured++
      })
      await press(page, over)
      await over
    })
    // The events of the host's own presses have arrived as well.
    const arrived = (await settledArrivals(page)) - arrivedBefore
    const shown = (await shownSends(page)).filter((count) => count >= firstCount)
    const listed = new Set(shown)
    const sent = broadcast.newest - firstCount + 1
    const missing = Array.from({ length: sent }, (_, index) => firstCount + index).filter((place) => !listed.has(place))
    return [
      `## A storm in the page: ${receiptsPerSecond} receipts, ${readingsPerSecond} readings and ${lanesPerSecond} lane news a second for ${seconds} s`,
      table(
        ['what', 'seen', 'idle page, same machine', 'target'],
        [
          frameRow('p50', storm.intervals, idle.intervals, 0.5, ''),
          frameRow('p95', storm.intervals, idle.intervals, 0.95, '<= 16.7 (20 on two cores without a GPU)'),
          frameRow('p99', storm.intervals, idle.intervals, 0.99, ''),
          ['input delay p95, ms', figure(percentile(storm.delays, 0.95), 1), '', '<= 50'],
          ['input delay, worst of ' + storm.delays.length, figure(Math.max(...storm.delays), 1), '', ''],
          ['events poured and arrived', `${poured} / ${arrived >= poured ? poured : arrived}`, '', 'the same'],
          [
            'sends of the storm, and those of them that the list does not show as delivered',
            `${sent} / ${missing.length}`,
            '',
            '0 missing',
          ],
        ],
      ),
    ].join('\n\n')
  } finally {
    await browser.close()
    await host.end()
  }
}

const frameRow = (name: string, storm: number[], idle: number[], share: number, target: string) => [
  `frame ${name}, ms`,
  figure(percentile(storm, share), 1),
  figure(percentile(idle, share), 1),
  target,
]

/** Gives out the events of the storm by the clock, so that a late timer catches up. */
async function pour(
  broadcast: ReturnType<typeof createBroadcast>,
  take: (event: ReturnType<typeof broadcast.lanes>) => void,
) {
  const start = performance.now()
  const given = { receipts: 0, readings: 0, lanes: 0 }
  for (;;) {
    const elapsed = Math.min(seconds, (performance.now() - start) / 1_000)
    for (; given.receipts < Math.floor(elapsed * receiptsPerSecond); given.receipts++)
      take(given.receipts % 2 === 0 ? broadcast.queued(Date.now()) : broadcast.delivered(Date.now()))
    for (; given.readings < Math.floor(elapsed * readingsPerSecond); given.readings++)
      take(broadcast.reading(Date.now()))
    for (; given.lanes < Math.floor(elapsed * lanesPerSecond); given.lanes++) take(broadcast.lanes(given.lanes % 200))
    if (elapsed === seconds) return
    await new Promise((resolve) => setTimeout(resolve, 8))
  }
}

/** Clicks on the deck and types into the announcement box about three times a second until the storm is over. */
async function press(page: Page, over: Promise<unknown>) {
  let going = true
  void over.then(() => (going = false))
  const key = page.locator('[data-key]').first()
  const box = page.locator('#panel-announce textarea').first()
  while (going) {
    await key.click()
    await page.waitForTimeout(150)
    await box.click()
    await page.keyboard.type('We')
    await page.waitForTimeout(150)
  }
}

/** The page asks for a sign of life all the time and readings go on, so some messages arrive in every second. */
const fewMessages = 10

async function settledArrivals(page: Page) {
  for (let before = -Infinity, now = await arrivedAt(page); ; before = now, now = await arrivedAt(page)) {
    if (now - before <= fewMessages) return now
    await page.waitForTimeout(1_000)
  }
}

/**
 * Scrolls through the whole list, and returns the counts of the sends that it shows as delivered, the newest first.
 */
const shownSends = (page: Page) =>
  page.evaluate(async () => {
    const found = new Map<number, boolean>()
    const list = [...document.querySelectorAll<HTMLElement>('#panel-activity *')].find(
      (element) => element.scrollHeight > element.clientHeight + 200 && getComputedStyle(element).overflowY === 'auto',
    )
    if (list === undefined) return []
    for (let top = 0; top < list.scrollHeight; top += list.clientHeight * 0.8) {
      list.scrollTop = top
      // A row without its button is still loading.
      for (let frames = 0; frames < 120; frames++) {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        if (list.querySelector('[data-index]:not(:has([data-row]))') === null) break
      }
      for (const row of list.querySelectorAll('[data-index]')) {
        const [, count] = /Rose ×([\d,]+)/.exec(row.textContent ?? '') ?? []
        if (count !== undefined)
          found.set(Number(count.replaceAll(',', '')), (row.textContent ?? '').includes('delivered'))
      }
    }
    return [...found]
      .filter(([, delivered]) => delivered)
      .map(([place]) => place)
      .toSorted((a, b) => b - a)
  })
