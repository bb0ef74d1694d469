import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import path from 'node:path'
import { root } from '../../../electron/start/root.mjs'
import { build } from '../../../electron/start/build.mjs'
import { startServer } from '../../../electron/core/server/server.ts'
import { installedBrowser } from '../../find-browser.mjs'
import { makeBenchApp } from '../press/make-bench-app.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { cpuOfTree } from './cpu-of-tree.ts'

const gifts = 50
const restSeconds = 8
const stormSeconds = 10
const giftsPerSecond = 50
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Measures how soon a delivered gift is on the screen, and what an overlay of 1920 x 1080 costs. */
export async function benchOverlay(): Promise<string> {
  const title = '## An overlay in OBS'
  const executablePath = installedBrowser()
  if (executablePath === undefined) return `${title}\n\nNot measured: no Chromium is installed.`
  build(root)
  const bench = await makeBenchApp()
  const server = await startServer(bench.app, { port: 0, pageDir: path.join(root, 'out', 'renderer') })
  const program = await chromium.launchServer({ executablePath })
  const browser = await chromium.connect(program.wsEndpoint())
  try {
    await bench.client.room.set(bench.room)
    await bench.client.goals.set({ goals: [{ id: 'goal', title: 'Goal', target: 10_000 }] })
    const { address } = await bench.client.overlays.create({ name: 'Bench' })
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const cpu = (seconds: number, work?: () => Promise<unknown>) => cpuOfTree(program.process().pid!, seconds, work)
    const blank = await cpu(restSeconds)
    await page.goto(address)
    await page.locator('#gd-goal').waitFor()
    await pause(1_000)
    const rest = await cpu(restSeconds)
    const storm = await cpu(stormSeconds, () => fireMany(bench))
    // To watch every frame costs more than the overlay itself, so it begins after the CPU was measured.
    await watchFrames(page)
    await page.reload()
    await page.locator('#gd-goal').waitFor()
    const toFrame = await measureFrames(page, bench)
    return [
      title,
      table(
        ['what', 'seen', 'target'],
        [
          ['delivered to the frame that shows it, p50 ms', figure(percentile(toFrame, 0.5), 1), ''],
          ['delivered to the frame that shows it, p95 ms', figure(percentile(toFrame, 0.95), 1), '<= 100'],
          ['CPU of the browser with an empty page, % of a core', figure(blank, 1), ''],
          ['CPU with the overlay at rest, % of a core', figure(rest, 1), '<= 5 more than the empty page'],
          [`CPU at ${giftsPerSecond} gifts a second, % of a core`, figure(storm, 1), ''],
        ],
      ),
    ].join('\n\n')
  } finally {
    await browser.close()
    await program.close()
    await server.stop()
    await bench.end()
  }
}

type Bench = Awaited<ReturnType<typeof makeBenchApp>>

/** Notes the wall time of the first frame with each number of pieces. Each gift of the bench has its own number. */
const watchFrames = (page: Page) =>
  page.addInitScript(() => {
    const frames = new Map<number, number>()
    Object.assign(window, { frames })
    const look = () => {
      const text = document.querySelector('#gd-alert[data-shown="true"] .gd-alert-pieces')?.textContent ?? ''
      const pieces = Number(text.slice(1) || Number.NaN)
      if (!Number.isNaN(pieces) && !frames.has(pieces)) frames.set(pieces, Date.now())
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })

async function measureFrames(page: Page, { app, client }: Bench): Promise<number[]> {
  const delivered = new Map<number, number>()
  const stop = app.deps.activeSends.onChange(({ state, gift }) => {
    if (state === 'delivered' && gift) delivered.set(gift.count, Date.now())
  })
  const times: number[] = []
  for (let index = 0; index < gifts; index++) {
    // Another gift than the one on the screen, so that it does not add to it.
    const [count, giftId] = [index + 1, index % 2 === 0 ? 'rose' : 'heart']
    await client.gifts.fire({ vendor: 'tencent', giftId, count })
    const frame = await page.waitForFunction(
      (pieces) => (window as unknown as { frames: Map<number, number> }).frames.get(pieces),
      count,
    )
    times.push((await frame.jsonValue())! - delivered.get(count)!)
    await page.locator('#gd-alert[data-shown="false"]').waitFor({ state: 'attached' })
  }
  stop()
  return times
}

async function fireMany({ client }: Bench) {
  for (let sent = 0; sent < stormSeconds * giftsPerSecond; sent++) {
    await client.gifts.fire({ vendor: 'tencent', giftId: sent % 3 === 0 ? 'rose' : 'heart', count: 1 })
    await pause(1_000 / giftsPerSecond)
  }
}
