import type { App } from '../../../electron/core/app.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { makeBenchApp } from './make-bench-app.ts'

const line = 100_000
const presses = 200
/** In a show the code has been compiled for long. */
const warmUpPresses = 1_000

/** Measures the time that Giftdeck adds to the vendor's own, and the cost of STOP with a long queue. */
export async function benchPress(): Promise<string> {
  const bench = await makeBenchApp()
  const { app, client, vendors } = bench
  try {
    await client.room.set(bench.room)
    const fire = () => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })

    const press = async () => {
      const start = performance.now()
      const { id } = await fire()
      const vendorMs = await ended(app.deps.activeSends, id)
      const endedMs = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 8))
      return endedMs - start - vendorMs
    }
    const cold: number[] = []
    for (let i = 0; i < presses; i++) cold.push(await press())
    for (let i = 0; i < warmUpPresses; i++) await press()
    const warm: number[] = []
    for (let i = 0; i < presses; i++) warm.push(await press())

    const before = (await vendors.recording()).tencent.gifts.length
    await Promise.all(Array.from({ length: line }, fire))
    const longest = longestBlock()
    const start = performance.now()
    const stopped = await client.safety.stop()
    const stopMs = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const applied = (await vendors.recording()).tencent.gifts.length - before
    return [
      '## A press and STOP',
      table(
        ['what', 'seen', 'target'],
        [
          ...latencyRows(`of the first ${presses} presses`, cold, ['', '']),
          ...latencyRows('in a show', warm, ['<= 1.5', '<= 5']),
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

const latencyRows = (when: string, values: readonly number[], [p50, p99]: [string, string]) => [
  [`press to receipt over the vendor's own time, ${when}, p50 ms`, figure(percentile(values, 0.5), 2), p50],
  [`press to receipt over the vendor's own time, ${when}, p99 ms`, figure(percentile(values, 0.99), 2), p99],
]

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
