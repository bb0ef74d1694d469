import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { OnAir } from '../../../shared/contract/on-air.ts'
import { whyNoObs } from '../../find-real-obs.mjs'
import { obsPassword, prepareObs } from '../../support/real-obs.ts'
import { removeFolder } from '../../support/this-system.ts'
import { makeBenchApp } from '../press/make-bench-app.ts'
import { figure, table } from '../table.ts'

/** Measures how soon Giftdeck knows what the real OBS does. */
export async function benchObs(): Promise<string> {
  const title = '## On air, by the real OBS'
  const why = whyNoObs()
  if (why !== undefined) return `${title}\n\nNot measured: ${why}`
  const steps: (() => Promise<void>)[] = []
  const home = mkdtempSync(path.join(tmpdir(), 'giftdeck-obs-'))
  const bench = await makeBenchApp()
  const { client } = bench
  try {
    const obs = await prepareObs({ home, atEnd: (step) => void steps.unshift(step) })
    await obs.start()
    const becomes = async (wanted: OnAir['state']) => {
      const start = performance.now()
      while ((await client.onAir.get()).state !== wanted) await new Promise((resolve) => setTimeout(resolve, 2))
      return performance.now() - start
    }
    await client.obs.set({ enabled: true, address: obs.address, password: obsPassword })
    const connected = await becomes('off')
    await obs.rtmp.start()
    void obs.request('StartStream')
    const on = await becomes('on')
    while ((await client.obs.get()).stream !== 'started') await new Promise((resolve) => setTimeout(resolve, 10))
    void obs.request('StopStream')
    const off = await becomes('off')
    await obs.rtmp.kill()
    await obs.rtmp.start()
    await obs.request('StartStream')
    await becomes('on')
    const killed = obs.kill()
    const lost = await becomes('lost-while-on')
    await killed
    return [
      title,
      table(
        ['what', 'seen, ms', 'target'],
        [
          ['connection switched on to the state of the stream', figure(connected, 0), ''],
          ['StartStream to on', figure(on, 0), '<= 1000'],
          ['StopStream to off', figure(off, 0), '<= 1000'],
          ['OBS killed to lost', figure(lost, 0), '<= 1000'],
        ],
      ),
    ].join('\n\n')
  } finally {
    for (const step of steps) await step()
    await bench.end()
    removeFolder(home)
  }
}
