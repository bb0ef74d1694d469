import { chromium } from '@playwright/test'
import path from 'node:path'
import { build } from '../../../electron/start/build.mjs'
import { root } from '../../../electron/start/root.mjs'
import { installedBrowser } from '../../find-browser.mjs'
import { type Host, ownProcess, startHost } from '../../support/start-host.ts'
import { cpuOfTree } from '../overlay/cpu-of-tree.ts'
import { median, percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { buildCommit } from './earlier-build.ts'
import { browserArgs, measureFrames, openCockpit, watchFrames } from './open-page.ts'

/** The commit whose page is compared. Its page was the heaviest one that was measured. */
const earlier = '250482c'
const rounds = 3
const restSeconds = 8
const loadSeconds = 20
const watchSeconds = 12
const receiptsPerSecond = 20
const gifts = ['rose', 'heart', 'coffee', 'rocket']
const caution = `On a machine that is busy with other work ${earlier} draws less than it has to, so its CPU is too low there.`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Compares what the page costs with what it cost at an earlier commit, both in the same run and in turns. */
export async function benchPageCpu(): Promise<string> {
  const title = `## The page beside a stream: ${receiptsPerSecond} receipts a second, against ${earlier}`
  const executablePath = installedBrowser()
  if (executablePath === undefined) return `${title}\n\nSkipped, because no Chromium is installed.`
  if (process.platform !== 'linux')
    return `${title}\n\nSkipped, because the CPU of a process tree is read on Linux only.`
  build(root)
  const before = await buildCommit(earlier).catch((error: Error) => error)
  if (before instanceof Error) return `${title}\n\nSkipped, because ${earlier} could not be built. ${before.message}`
  const hosts: Host[] = []
  try {
    const start = async (main: string) => {
      const host = await startHost(ownProcess(main))
      hosts.push(host)
      return { host, seen: [] as Seen[] }
    }
    const now = await start(path.join(root, 'out', 'main'))
    const then = await start(before.main)
    for (let round = 0; round < rounds; round++)
      for (const { host, seen } of [then, now]) seen.push(await measurePage(executablePath, host))
    return [title, caution, tableOf(now.seen, then.seen)].join('\n\n')
  } finally {
    for (const host of hosts) await host.remove()
    before.remove()
  }
}

type Seen = Awaited<ReturnType<typeof measurePage>>

/** Measures one page in a browser of its own. The host and the load run in processes that are not counted. */
async function measurePage(executablePath: string, host: Host) {
  const program = await chromium.launchServer({ executablePath, args: browserArgs })
  const browser = await chromium.connect(program.wsEndpoint())
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await openCockpit(page, host.address())
    const cpu = (seconds: number, work?: () => Promise<unknown>) => cpuOfTree(program.process().pid!, seconds, work)
    const rest = await cpu(restSeconds)
    const load = await cpu(loadSeconds, () => fireMany(host, loadSeconds))
    // Watching every frame costs more than the page itself, so it begins after the CPU was measured.
    await page.evaluate(watchFrames)
    const press = async () => {
      for (const end = performance.now() + watchSeconds * 1_000; performance.now() < end; await pause(200))
        await page.keyboard.press('1')
    }
    const frames = await measureFrames(page, () => Promise.all([fireMany(host, watchSeconds), press()]))
    return { rest, load, ...frames }
  } finally {
    await browser.close()
    await program.close()
  }
}

/** Fires by the clock, so that a late timer catches up. */
async function fireMany(host: Host, seconds: number) {
  const start = performance.now()
  const calls: Promise<unknown>[] = []
  while (calls.length < seconds * receiptsPerSecond) {
    const due = ((performance.now() - start) / 1_000) * receiptsPerSecond
    for (let sent = calls.length; sent < due; sent++)
      calls.push(host.call('POST', '/gifts', { vendor: 'tencent', giftId: gifts[sent % gifts.length], count: 1 }))
    await pause(5)
  }
  await Promise.all(calls)
}

function tableOf(now: readonly Seen[], then: readonly Seen[]) {
  const both = (name: string, value: (seen: readonly Seen[]) => number, target = '') => [
    name,
    figure(value(now), 1),
    figure(value(then), 1),
    target,
  ]
  const frame = (share: number) => (seen: readonly Seen[]) =>
    percentile(
      seen.flatMap(({ intervals }) => intervals),
      share,
    )
  const delay = (share: number) => (seen: readonly Seen[]) =>
    percentile(
      seen.flatMap(({ delays }) => delays),
      share,
    )
  const load = (seen: readonly Seen[]) => median(seen.map((each) => each.load))
  const ratios = now.map((each, round) => each.load / then[round]!.load)
  return table(
    ['what', 'this page', earlier, 'target'],
    [
      both('CPU of the browser at rest, % of a core', (seen) => median(seen.map(({ rest }) => rest))),
      both(`CPU of the browser at ${receiptsPerSecond} receipts a second, % of a core`, load),
      [`its share of that of ${earlier}, median of ${rounds} rounds`, figure(median(ratios), 2), '', '<= 0.5'],
      ['the same, worst round', figure(Math.max(...ratios), 2), '', ''],
      both('frame p50, ms', frame(0.5)),
      both('frame p95, ms', frame(0.95)),
      both('frame p99, ms', frame(0.99), 'not worse'),
      both('input delay p50, ms', delay(0.5)),
      both('input delay p95, ms', delay(0.95), 'not worse'),
    ],
  )
}
