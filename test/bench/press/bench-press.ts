import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createApp } from '../../../electron/core/app.ts'
import { windowCaller } from '../../../electron/core/doors/scopes.ts'
import type { Ports } from '../../../electron/core/ports.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { startSandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { systemClock, systemRandom } from '../../../electron/core/system.ts'
import { createPost } from '../../../electron/core/vendors/post.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'

const core = (file: string) => new URL(`../../../electron/core/${file}`, import.meta.url)
const workers = { ledger: core('ledger/worker.ts'), sandbox: core('sandbox/worker.ts') }
const line = 100_000

/** What Giftdeck adds to the vendor's own time, and what STOP costs with a long line. */
export async function benchPress(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  const vendors = await startSandbox({ worker: workers.sandbox, viewers: false, seed: 1 })
  const { post, close } = createPost()
  const app = await createApp(portsIn(dir, post), { version: 'bench' })
  const client = createRouterClient(createRouter(app), { context: windowCaller })
  try {
    const { origin: host, tencent } = vendors.world
    const fire = () => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const room = { name: 'bench', environment: 'test' as const, tencent: { host, ...tencent } }
    await client.room.set({ ...room, limits: { expireAfterMs: 0 } })

    const overheads: number[] = []
    for (let i = 0; i < 200; i++) {
      const start = performance.now()
      const { id } = await fire()
      const receipt = await ended(app.deck.book, id)
      overheads.push(performance.now() - start - receipt)
      await new Promise((resolve) => setTimeout(resolve, 8))
    }

    await Promise.all(Array.from({ length: line }, fire))
    const longest = longestBlock()
    const start = performance.now()
    const stopped = await client.safety.stop()
    const stopMs = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const applied = (await vendors.truth()).tencent.gifts.length - 200
    return [
      '## A press and STOP',
      table(
        ['what', 'seen', 'target'],
        [
          ["press to receipt over the vendor's own time, p50 ms", figure(percentile(overheads, 0.5), 2), ''],
          ["press to receipt over the vendor's own time, p99 ms", figure(percentile(overheads, 0.99), 2), ''],
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
    await app.stop()
    await close()
    await vendors.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

function portsIn(dataDir: string, post: Ports['post']): Ports {
  const settings = new Map<string, unknown>()
  const secrets = new Map<string, string>()
  const quiet = () => {}
  return {
    clock: systemClock,
    random: systemRandom,
    post,
    log: { info: quiet, warn: quiet, error: quiet },
    settings: { get: (key) => settings.get(key), set: (key, value) => void settings.set(key, value) },
    secrets: {
      protection: async () => 'memory',
      get: async (name) => secrets.get(name),
      set: async (name, value) => void secrets.set(name, value),
      delete: async (name) => void secrets.delete(name),
    },
    paths: { dataDir, workers },
  }
}

/** The vendor's own time of a send, once it is over. */
const ended = (book: Awaited<ReturnType<typeof createApp>>['deck']['book'], id: string) =>
  new Promise<number>((resolve) => {
    const off = book.onChange((send) => {
      if (send.id !== id || send.state !== 'delivered') return
      off()
      resolve(send.latencyMs ?? 0)
    })
  })

/** Watches for the longest time that the event loop gave nobody a turn. */
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
