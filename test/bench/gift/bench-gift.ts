import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent } from 'undici'
import { startSandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { removeFolder } from '../../support/this-system.ts'
import { median } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { type Contender, startBareLoop, startGiftdeck } from './contenders.ts'

const vendorThread = new URL('../../../electron/core/sandbox/worker.ts', import.meta.url)
const rounds = 3
const seconds = 4
const rates = [1, 20, 180]
const listenerCounts = [0, 1, 3]
const mostTimes = 3

/**
 * Compares the CPU time of a gift in Giftdeck, from the HTTP call to the receipt, with that of a loop that does only
 * what the promise needs. Both talk to the same simulated vendor. The rest of both processes is subtracted.
 */
export async function benchGift(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  const vendor = await startSandbox({ worker: vendorThread, viewers: false, seed: 1 })
  const agent = new Agent({ connections: 200 })
  const contenders = [await startGiftdeck(dir, vendor, agent), await startBareLoop(dir, vendor, agent)] as const
  try {
    // Both run for hours in a show, so their code is compiled before anything is measured.
    for (const each of contenders) await each.run(180, 2_000)
    const rows: string[][] = []
    for (const listeners of listenerCounts) {
      for (const perSecond of rates) {
        const costs = contenders.map((): number[] => [])
        for (let round = 0; round < rounds; round++)
          for (const [index, each] of contenders.entries()) costs[index]!.push(await costOf(each, perSecond, listeners))
        const [giftdeck, bare] = costs.map(median) as [number, number]
        const isJudged = perSecond > 1
        rows.push([
          `${perSecond} a second, ${listeners} listening`,
          figure(giftdeck, 2),
          figure(bare, 2),
          figure(giftdeck / bare, 2),
          isJudged ? `<= ${mostTimes}` : '',
        ])
      }
    }
    return ['## CPU time of a gift', table(['gifts', 'Giftdeck, ms', 'bare loop, ms', 'times', 'target'], rows)].join(
      '\n\n',
    )
  } finally {
    for (const each of contenders) await each.process.end()
    await agent.close()
    await vendor.stop()
    removeFolder(dir)
  }
}

/** CPU time of one gift in ms, without what the process uses at rest. */
async function costOf(contender: Contender, perSecond: number, listeners: number): Promise<number> {
  const stops = await Promise.all(Array.from({ length: listeners }, () => contender.listen()))
  const { process } = contender
  const used = async (work: () => Promise<unknown>) => {
    const { cpuMs: before } = await process.usage('cpu')
    const started = performance.now()
    await work()
    const tookMs = performance.now() - started
    const { cpuMs: after } = await process.usage('cpu')
    return { perMs: (after - before) / tookMs, tookMs }
  }
  const rest = await used(() => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)))
  const count = perSecond * seconds
  const busy = await used(() => contender.run(perSecond, count))
  for (const stop of stops) stop()
  return ((busy.perMs - rest.perMs) * busy.tookMs) / count
}
