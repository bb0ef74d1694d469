import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createApp } from '../../../electron/core/app.ts'
import { windowCaller } from '../../../electron/core/doors/scopes.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Post } from '../../../electron/core/ports.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { startSandbox, type Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { systemRandom } from '../../../electron/core/system.ts'
import { createPost } from '../../../electron/core/vendors/post.ts'
import type { Client } from '../../support/make-app.ts'
import { keepingLog, memorySecrets, memorySettings } from '../../support/make-app.ts'
import { vendorsThread, workers } from '../../support/workers.ts'
import { hurriedClock, type HurriedClock } from './hurried-clock.ts'

/** One real core and both simulated vendors for many rows; every row has rooms of its own. */
export interface Stage {
  client: Client
  vendors: Sandbox
  clock: HurriedClock
  /** How calls travel from now on. */
  travelBy(post: Post): void
  /** Told of every receipt's every change. */
  onChange(listener: (change: { id: string; state: string; reason: string }) => void): () => void
  close(): Promise<void>
}

export const roomNames = Array.from({ length: 500 }, (_, index) => `row-${index}`)

export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-faults-'))
  const more = { rooms: roomNames, accounts: [] }
  const vendors = await startSandbox({ worker: vendorsThread, viewers: false, seed: 7, more })
  const clock = hurriedClock()
  const { post: first, close } = createPost({ policy: policy.network })
  let post = first
  const ports = {
    clock,
    random: systemRandom,
    policy,
    post: (url: URL, body: string) => post(url, body),
    secrets: memorySecrets(),
    settings: memorySettings(),
    log: keepingLog(),
    paths: { dataDir, workers },
  }
  const app = await createApp(ports, { version: '0.0.0-test' })
  return {
    client: createRouterClient(createRouter(app), { context: windowCaller }) as Client,
    vendors,
    clock,
    travelBy: (next) => void (post = next),
    onChange: (listener) => app.parts.book.onChange(listener),
    async close() {
      await app.stop()
      await close()
      await vendors.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
