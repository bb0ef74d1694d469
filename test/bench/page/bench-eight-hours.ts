import type { CDPSession, Page } from '@playwright/test'
import { figure, table } from '../table.ts'
import { createBroadcast } from './broadcast.ts'
import { arrivedAt, openBrowser, openPage } from './open-page.ts'
import { startStormyHost } from './stormy-host.ts'

const hours = 8
/** The most events in flight, so that the figure measures what the page keeps and not what waits for it. */
const ahead = 20_000

/** Sends the events of a whole broadcast as fast as the page accepts them, and measures the memory that it keeps. */
export async function benchEightHours(browserPath: string, events = 1_000_000): Promise<string> {
  const host = await startStormyHost()
  const browser = await openBrowser(browserPath)
  try {
    const page = await openPage(browser, host.address)
    const session = await page.context().newCDPSession(page)
    const before = await heapBytes(session)
    const arrivedBefore = await arrivedAt(page)

    const start = Date.now()
    const broadcast = createBroadcast(start)
    const stepMs = (hours * 3_600_000) / events
    for (let given = 0; given < events; given++) {
      host.pour(nextEvent(broadcast, given, start + given * stepMs))
      if (given % 1_000 === 0) await untilTaken(page, arrivedBefore + given - ahead)
    }
    await untilTaken(page, arrivedBefore + events)
    await page.waitForTimeout(2_000)
    const tookS = (Date.now() - start) / 1_000
    const after = await heapBytes(session)
    return [
      `## Eight hours in the page: ${events.toLocaleString('en')} events`,
      table(
        ['what', 'seen', 'target'],
        [
          ['heap before, MB', megabytes(before), ''],
          ['heap after, MB', megabytes(after), ''],
          ['growth, MB', megabytes(after - before), '<= 20'],
          ['events the page took a second', figure(events / tookS, 0), ''],
        ],
      ),
    ].join('\n\n')
  } finally {
    await browser.close()
    await host.end()
  }
}

/** Returns the next event. Of twenty events sixteen are receipts, three readings and one a change of lanes. */
function nextEvent(broadcast: ReturnType<typeof createBroadcast>, given: number, atMs: number) {
  const place = given % 20
  if (place >= 17) return broadcast.reading(atMs)
  if (place === 16) return broadcast.lanes(given % 200)
  return place % 2 === 0 ? broadcast.queued(atMs) : broadcast.delivered(atMs)
}

async function untilTaken(page: Page, wanted: number) {
  while ((await arrivedAt(page)) < wanted) await page.waitForTimeout(20)
}

async function heapBytes(session: CDPSession): Promise<number> {
  // Two collections are needed: the second frees the objects that were finalised in the first.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

const megabytes = (bytes: number) => figure(bytes / 1_048_576, 1)
