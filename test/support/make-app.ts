import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import type { App } from '../../electron/core/app.ts'
import { createApp } from '../../electron/core/create-app.ts'
import type { Caller } from '../../electron/core/access/scopes.ts'
import { windowCaller } from '../../electron/core/access/scopes.ts'
import { policy } from '../../electron/core/policy.ts'
import type { Clock, Log, Ports, SecretStore, SettingsStore } from '../../electron/core/ports.ts'
import { toConfig } from '../../electron/core/rooms/room-config.ts'
import { storeSecrets } from '../../electron/core/rooms/room-secrets.ts'
import { createSavedRooms } from '../../electron/core/rooms/saved-rooms.ts'
import { createRouter } from '../../electron/core/router.ts'
import { handlerOptions } from '../../electron/core/server/handler-options.ts'
import { startSandbox, type Sandbox, type SandboxDeps } from '../../electron/core/sandbox/start-sandbox.ts'
import { systemClock, systemRandom } from '../../electron/core/platform/system.ts'
import { createPost } from '../../electron/core/vendors/http-client.ts'
import type { RoomInput } from '../../shared/contract/room.ts'
import { patient } from './policies.ts'
import type { FakeClock } from './fake-clock.ts'
import { until } from './until.ts'
import { vendorsThread, workers } from './workers.ts'
import { removeFolder } from './this-system.ts'

/** Makes a temporary folder, which is removed when the test is over. */
export function makeFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-test-'))
  onTestFinished(() => removeFolder(dir))
  return dir
}

export function memorySettings(): SettingsStore {
  const values = new Map<string, unknown>()
  const set = (key: string, value: unknown) => void values.set(key, structuredClone(value))
  return {
    get: (key) => values.get(key),
    set,
    setAll: (changes) => Object.entries(changes).forEach(([key, value]) => set(key, value)),
  }
}

export function memorySecrets(): SecretStore {
  const values = new Map<string, string>()
  return {
    protection: async () => 'memory',
    get: async (name) => values.get(name),
    set: async (name, value) => void values.set(name, value),
    delete: async (name) => void values.delete(name),
  }
}

export interface LogLine {
  level: keyof Log
  message: string
  fields?: Record<string, unknown>
}

export function keepingLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = []
  const keep = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) =>
    void lines.push({ level, message, ...(fields && { fields }) })
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

export type Client = RouterClient<ReturnType<typeof createRouter>>

export interface MadeApp {
  app: App
  /** Every call of the contract, as the window makes it. */
  client: Client
  /** The same calls for another caller: with a token's scopes or an idempotency key. */
  as: (caller: Caller) => Client
  ports: Ports & { log: ReturnType<typeof keepingLog> }
  stop(): Promise<void>
}

/** What a test may set: any port, the folder, and the room with which the app opens instead of the demo room. */
export type Given = Partial<Ports> & { dataDir?: string; room?: RoomInput }

/** Makes the real core over a real ledger file and real HTTP. It is stopped when the test is over. */
export async function makeApp({ dataDir = makeFolder(), room, ...given }: Given = {}): Promise<MadeApp> {
  const { post, close } = createPost({ policy: given.policy?.network ?? patient })
  const ports = {
    clock: systemClock,
    random: systemRandom,
    policy,
    post,
    secrets: memorySecrets(),
    settings: memorySettings(),
    paths: { dataDir, workers },
    ...given,
    log: keepingLog(),
  }
  if (room) await storeRoom(ports, room)
  const app = await createApp(ports, { version: '0.0.0-test' })
  const router = createRouter(app)
  const as = (context: Caller) =>
    createRouterClient(router, { context, interceptors: handlerOptions(app).clientInterceptors }) as Client
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= app.stop().then(close))
  onTestFinished(() => during(ports.clock, stop()))
  return { app, client: as(windowCaller), as, ports, stop }
}

/** Advances a fake clock until the app has stopped. An app that stops waits for its calls by its clock. */
async function during(clock: Clock, end: Promise<void>) {
  let isOver = false
  const over = () => void (isOver = true)
  end.then(over, over)
  if ('advance' in clock)
    await until(async () => {
      await (clock as FakeClock).advance(100)
      return isOver
    })
  return end
}

/** Stores the state that an earlier start would have left: the room in use, with its secrets. */
async function storeRoom({ settings, secrets, clock }: Ports, room: RoomInput) {
  await storeSecrets(secrets, room, clock.now())
  const config = toConfig(room)
  createSavedRooms(settings).put(config)
  settings.set('room', config)
}

/** Starts both vendors, as independent simulations without viewers. They are stopped when the test is over. */
export async function makeVendors(deps: Omit<SandboxDeps, 'worker'> = {}): Promise<Sandbox> {
  const vendors = await startSandbox({ worker: vendorsThread, viewers: false, seed: 7, ...deps })
  onTestFinished(() => vendors.stop())
  return vendors
}

/** Returns a test room that reaches these vendors, secrets included. */
export function roomAt({ world }: Pick<Sandbox, 'world'>, more: Partial<RoomInput> = {}): RoomInput {
  return {
    name: 'Test stage',
    environment: 'test',
    tencent: { host: world.origin, ...world.tencent },
    zego: { host: world.origin, ...world.zego, join: '1' },
    ...more,
  }
}
