import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { App } from '../../../electron/core/app.ts'
import { createApp } from '../../../electron/core/create-app.ts'
import { windowCaller } from '../../../electron/core/access/scopes.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Clock, Ports } from '../../../electron/core/ports.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { startSandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { systemClock, systemRandom } from '../../../electron/core/platform/system.ts'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { removeFolder } from '../../support/this-system.ts'

const core = (file: string) => new URL(`../../../electron/core/${file}`, import.meta.url)
const workers = {
  ledger: core('ledger/worker.ts'),
  history: core('ledger/history-worker.ts'),
  sandbox: core('sandbox/worker.ts'),
}

/** Makes the whole core over a real ledger file and simulated vendors over real HTTP, with a room for both. */
export async function makeBenchApp(onLeaving: () => void = () => {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  const vendors = await startSandbox({ worker: workers.sandbox, viewers: false, seed: 1 })
  const { post, close } = createPost({ policy: policy.network })
  const noted: Ports['post'] = (url, body) => {
    if (url.pathname.includes('send_gift')) onLeaving()
    return post(url, body)
  }
  let sleptMs = 0
  const clock = { ...systemClock, elapsed: () => systemClock.elapsed() + sleptMs }
  const ports = portsIn(dir, noted, clock)
  let app = await createApp(ports, { version: 'bench' })
  const { origin: host, tencent, zego } = vendors.world
  const clientOf = (of: App) => createRouterClient(createRouter(of), { context: windowCaller })
  let client = clientOf(app)
  return {
    get app() {
      return app
    },
    get client() {
      return client
    },
    vendors,
    stop: () => app.stop(),
    /** Starts it again on the same data folder. */
    async start() {
      app = await createApp(ports, { version: 'bench' })
      client = clientOf(app)
    },
    /** As after a sleep of the computer. */
    sleep: (ms: number) => void (sleptMs += ms),
    room: {
      name: 'bench',
      environment: 'test' as const,
      tencent: { host, ...tencent },
      zego: { host, ...zego },
      limits: { expireAfterMs: 0 },
    },
    end: async () => {
      await app.stop()
      await close()
      await vendors.stop()
      removeFolder(dir)
    },
  }
}

function portsIn(dataDir: string, post: Ports['post'], clock: Clock): Ports {
  const settings = new Map<string, unknown>()
  const secrets = new Map<string, string>()
  const quiet = () => {}
  return {
    clock,
    random: systemRandom,
    policy,
    post,
    log: { info: quiet, warn: quiet, error: quiet },
    settings: {
      get: (key) => settings.get(key),
      set: (key, value) => void settings.set(key, value),
      setAll: (changes) => Object.entries(changes).forEach(([key, value]) => settings.set(key, value)),
    },
    secrets: {
      protection: async () => 'memory',
      get: async (name) => secrets.get(name),
      set: async (name, value) => void secrets.set(name, value),
      delete: async (name) => void secrets.delete(name),
    },
    paths: { dataDir, workers },
  }
}
