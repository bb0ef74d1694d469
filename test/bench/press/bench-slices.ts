import { PerformanceObserver } from 'node:perf_hooks'
import { aPress } from '../a-press.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { makeBenchApp } from './make-bench-app.ts'

const sends = 100_000

/** Measures how long the event loop is blocked by everything that walks a hundred thousand sends. */
export async function benchSlices(): Promise<string> {
  const bench = await makeBenchApp()
  const rows: string[][] = []
  const measure = async (what: string, run: () => Promise<unknown>) => {
    const seen = watchLoop()
    const start = performance.now()
    await run()
    const took = performance.now() - start
    rows.push([what, figure(took, 0), ...(await seen()).map((ms) => figure(ms, 1))])
  }
  const { room, vendors } = bench
  const slow = (more: object) =>
    bench.client.room.set({ ...room, limits: { tencentPerSecond: 1, expireAfterMs: 0, ...more } })
  /** Prepares a measurement: it resolves once every send that waited before has left that state and says so. */
  const untilSettled = (run: () => unknown) => {
    const { activeSends } = bench.app.deps
    const waiting = new Set<string>()
    for (const { id, state } of activeSends.open()) if (state === 'queued') waiting.add(id)
    const settled = Promise.withResolvers<void>()
    const off = activeSends.onChange(({ id, state }) => {
      if (state !== 'sending' && waiting.delete(id) && waiting.size === 0) settled.resolve()
    })
    return async () => {
      await run()
      await settled.promise
      off()
    }
  }
  /** As a press does, without the checks before it. */
  const press = async () => {
    const { deps } = bench.app
    const { dispatcher, key: connection } = deps.room().connection('tencent')
    for (let made = 0; made < sends; made += 500) {
      const added = await Promise.all(
        Array.from({ length: 500 }, () => deps.activeSends.add({ ...aPress(), connection })),
      )
      for (const send of added) dispatcher.enqueue(send)
    }
  }
  try {
    await measure('nothing, for two seconds', () => new Promise((resolve) => setTimeout(resolve, 2_000)))
    await slow({})
    await press()
    await measure(
      'STOP, until every row is rewritten',
      untilSettled(() => bench.client.safety.stop({})),
    )
    await measure('export as CSV', async () => {
      let bytes = 0
      for await (const piece of await bench.client.sends.export({})) bytes += piece.length
      return bytes
    })
    await measure('erase', () => bench.client.sends.erase({}))
    await bench.client.safety.resume({})
    await press()
    await bench.stop()
    await measure('start with all of them queued', () => bench.start())
    await measure('snapshot for a new page', async () => {
      const events = await bench.client.events.watch({})
      await events.next()
      await events.return?.()
    })
    await measure('resume of a page that missed 4,900 changes', async () => {
      const lastEventId = String(bench.app.deps.ledger.lastSeq() - 4_900)
      const events = await bench.client.events.watch({}, { lastEventId })
      for (let read = 0; read < 4_900; read++) await events.next()
      await events.return?.()
    })
    await measure('STOP with all of them held', () => bench.client.safety.stop({}))
    await bench.client.safety.resume({})
    await slow({ expireAfterMs: 3_600_000 })
    await press()
    await measure(
      'expiry of all of them',
      untilSettled(() => bench.sleep(4_000_000)),
    )
    await press()
    await measure(
      'hold, after the connection pauses',
      untilSettled(() => vendors.setFaults({ refuse: { code: 70_002, only: ['send_gift'] } })),
    )
    return [
      `## Blocks of the event loop with ${sends.toLocaleString('en')} sends`,
      table(
        [
          'what',
          'took ms',
          'p99 ms',
          'longest ms',
          'longest, processor time of it ms',
          'longest garbage collection ms',
        ],
        rows,
      ),
    ].join('\n\n')
  } finally {
    await bench.end()
  }
}

/**
 * Measures the turns of the event loop. The processor time of this thread tells a long turn from a machine that gave its
 * processors to others.
 */
function watchLoop() {
  const blocks: number[] = []
  let longestCpu = 0
  let longestGc = 0
  let last = performance.now()
  let lastCpu = cpuMs()
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestGc = Math.max(longestGc, duration)
  })
  observer.observe({ entryTypes: ['gc'] })
  const timer = setInterval(() => {
    const [now, cpu] = [performance.now(), cpuMs()]
    blocks.push(Math.max(0, now - last - 1))
    longestCpu = Math.max(longestCpu, cpu - lastCpu)
    last = now
    lastCpu = cpu
  }, 1)
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    clearInterval(timer)
    observer.disconnect()
    return [percentile(blocks, 0.99), Math.max(...blocks), longestCpu, longestGc]
  }
}

function cpuMs() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
