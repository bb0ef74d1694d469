import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent } from 'undici'
import { startSandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { removeFolder } from '../../support/this-system.ts'
import { figure, table } from '../table.ts'
import { startGiftdeck } from './contenders.ts'

const vendorThread = new URL('../../../electron/core/sandbox/worker.ts', import.meta.url)
const perSecond = 20
const [few, many] = [1_000, 24_000]
const listeners = 3
const mostGrowthMb = 40

/** Measures the memory of the host over a show of twenty minutes. */
export async function benchShow(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  const vendor = await startSandbox({ worker: vendorThread, viewers: false, seed: 1 })
  const agent = new Agent({ connections: 200 })
  const giftdeck = await startGiftdeck(dir, vendor, agent)
  try {
    for (let at = 0; at < listeners; at++) await giftdeck.listen()
    await giftdeck.run(perSecond, few)
    const before = await giftdeck.process.usage('memory')
    await giftdeck.run(perSecond, many - few)
    const after = await giftdeck.process.usage('memory')
    const row = (name: string, from: number, to: number) => [
      name,
      figure(from, 1),
      figure(to, 1),
      figure(to - from, 1),
      `<= ${mostGrowthMb}`,
    ]
    return [
      `## Memory over a show: ${perSecond} gifts a second, ${listeners} programs listening`,
      table(
        [
          'after a collection, MB',
          `after ${few.toLocaleString('en')} gifts`,
          `after ${many.toLocaleString('en')}`,
          'more',
          'target',
        ],
        [row('heap', before.heapMb, after.heapMb), row('resident', before.rssMb, after.rssMb)],
      ),
    ].join('\n\n')
  } finally {
    await giftdeck.process.end()
    await agent.close()
    await vendor.stop()
    removeFolder(dir)
  }
}
