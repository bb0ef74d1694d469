import type { App } from '../../../electron/core/app.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { makeBenchApp } from './make-bench-app.ts'

const line = 100_000

/** Measures the time that Giftdeck adds to the vendor's own, and the cost of STOP with a long queue. */
export async function benchPress(): Promise<string> {
  const bench = await makeBenchApp()
  const { app, client, vendors } = bench
  try {
    await client.room.set(bench.room)
    const fire = () => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })

    const overheads: number[] = []
    for (let i = 0; i < 200; i++) {
      const start = performance.now()
      const { id } = await fire()
      const receipt = await ended(app.deps.activeSends, id)
      overheads.push(performance.now() - start - receipt)
      await new Promise((resolve) => setTimeout(resolve, 8))
    }

    await Promise.all(Array.from({ length: line }, fire))
    const longest = longestBlock()
    const start = performance.now()
    const stopped = await client.safety.stop()
    const stopMs = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const applied = (await vendors.recording()).tencent.gifts.length - 200
    return [
      '## A press and STOP',
      table(
        ['what', 'seen', 'target'],
        [
          ["press to receipt over the vendor's own time, p50 ms", figure(percentile(overheads, 0.5), 2), '<= 1.5'],
          ["press to receipt over the vendor's own time, p99 ms", figure(percentile(overheads, 0.99), 2), '<= 5'],
          [`STOP with ${line.toLocaleString('en')} pressed, answer after ms`, figure(stopMs, 0), ''],
          ['longest block of the event loop meanwhile, ms', figure(longest(), 1), '<= 50'],
          [
            'cancelled + already sent + unknown',
            `${stopped.cancelled} + ${stopped.alreadySent} + ${stopped.unknown}`,
            '',
          ],
          ["gifts in the vendor's own record", String(applied), `${line - stopped.cancelled}`],
        ],
      ),
    ].join('\n\n')
  } finally {
    await bench.end()
  }
}

/** Waits until a send has ended, and returns the vendor's own time. */
const ended = (activeSends: App['deps']['activeSends'], id: string) =>
  new Promise<number>((resolve) => {
    const off = activeSends.onChange((send) => {
      if (send.id !== id || send.state !== 'delivered') return
      off()
      resolve(send.latencyMs ?? 0)
    })
  })

/** Measures the longest time that the event loop was blocked. */
function longestBlock() {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 1)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}
