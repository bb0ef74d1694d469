import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createApp } from '../../../electron/core/create-app.ts'
import { windowCaller } from '../../../electron/core/access/scopes.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Post } from '../../../electron/core/ports.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import { startHeldVendors } from '../../core/sandbox/held-vendors.ts'
import { goingClock, type GoingClock } from '../../support/running-clock.ts'
import type { Client } from '../../support/make-app.ts'
import { keepingLog, memorySecrets, memorySettings } from '../../support/make-app.ts'
import { workers } from '../../support/workers.ts'
import { removeFolder } from '../../support/this-system.ts'

/** One real core and both simulated vendors for many rows; every row has its own rooms. */
export interface FaultSetup {
  client: Client
  vendors: Awaited<ReturnType<typeof startHeldVendors>>
  time: GoingClock
  /** Sets the transport of all later calls. */
  setTransport(post: Post): void
  /** Calls the listener with every change of every receipt. */
  onChange(listener: (change: { id: string; state: string; reason: string }) => void): () => void
  close(): Promise<void>
}

export const roomNames = Array.from({ length: 500 }, (_, index) => `row-${index}`)

export async function openFaultSetup(): Promise<FaultSetup> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-faults-'))
  const vendors = await startHeldVendors({ rooms: roomNames })
  const time = goingClock()
  let post: Post = async () => ({ kind: 'never-left', why: 'offline' })
  const ports = {
    clock: time.clock,
    random: systemRandom,
    policy,
    post: time.through((url, body) => post(url, body)),
    secrets: memorySecrets(),
    settings: memorySettings(),
    log: keepingLog(),
    paths: { dataDir, workers },
  }
  const app = await createApp(ports, { version: '0.0.0-test' })
  return {
    client: createRouterClient(createRouter(app), { context: windowCaller }) as Client,
    vendors,
    time,
    setTransport: (next) => void (post = next),
    onChange: (listener) => app.deps.activeSends.onChange(listener),
    async close() {
      await app.stop()
      await vendors.stop()
      removeFolder(dataDir)
    },
  }
}
