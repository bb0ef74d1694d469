import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Agent, request } from 'undici'
import { makeUserSig } from '../../../electron/core/vendors/tencent/user-sig.ts'
import { sendGift, tencentUrl } from '../../../electron/core/vendors/tencent/request.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { startMetered, type Metered } from './metered.ts'

const built = path.join(import.meta.dirname, '../../../out/main/headless.js')
const bareLoop = fileURLToPath(new URL('./bare-loop.ts', import.meta.url))

/** Makes gifts in a process under measurement. */
export interface Contender {
  process: Metered
  /** Begins to read the events. Returns a function that ends it. */
  listen(): Promise<() => void>
  /** Makes gifts at an even pace. Resolves once all have ended. */
  run(perSecond: number, count: number): Promise<unknown>
}

/** Starts the built headless host with a room at this vendor. */
export async function startGiftdeck(dir: string, vendor: Sandbox, agent: Agent): Promise<Contender> {
  const process = await startMetered(built, ['--data-dir', path.join(dir, 'giftdeck'), '--port', '0'])
  const { url, token } = JSON.parse(process.firstLine) as { url: string; token: string }
  const call = async (method: 'PUT' | 'POST', route: string, body: object) => {
    const answer = await request(`${url}api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      dispatcher: agent,
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${route} answered ${answer.statusCode}: ${text}`)
    return text
  }
  const { origin: host, tencent } = vendor.world
  await call('PUT', '/room', { name: 'bench', environment: 'test', tencent: { host, ...tencent } })
  const gift = { vendor: 'tencent', giftId: 'rose', count: 1 }
  return {
    process,
    listen: () => listen(`${url}api/v1/events`, agent, { authorization: `Bearer ${token}` }),
    run: (perSecond, count) => atPace(perSecond, count, () => call('POST', '/gifts?wait=30000', gift)),
  }
}

export async function startBareLoop(dir: string, vendor: Sandbox, agent: Agent): Promise<Contender> {
  const { origin, tencent } = vendor.world
  const { sdkAppId, identifier, secretKey, roomId, sender, receiver } = tencent
  const userSig = makeUserSig({ sdkAppId, secretKey, identifier, nowMs: Date.now(), lifetimeSeconds: 86_400 })
  const url = tencentUrl({ origin, command: 'send_gift', sdkAppId, identifier, userSig, random: systemRandom })
  const { body } = sendGift(roomId, { giftId: 'rose', count: 1, from: sender, to: receiver })
  const process = await startMetered(bareLoop, [dir, url.href, body])
  const own = (JSON.parse(process.firstLine) as { url: string }).url
  return {
    process,
    listen: () => listen(`${own}events`, agent, {}),
    run: async (perSecond, count) => {
      const answer = await request(`${own}run?perSecond=${perSecond}&count=${count}`, {
        dispatcher: agent,
        headersTimeout: 0,
      })
      await answer.body.text()
    },
  }
}

async function listen(url: string, agent: Agent, headers: Record<string, string>) {
  const answer = await request(url, { headers, dispatcher: agent, bodyTimeout: 0 })
  answer.body.on('data', () => {}).on('error', () => {})
  return () => void answer.body.destroy()
}

async function atPace(perSecond: number, count: number, make: () => Promise<unknown>) {
  const started = performance.now()
  const all: Promise<unknown>[] = []
  while (all.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - started) / 1_000) * perSecond))
    while (all.length < due) all.push(make())
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, 500 / perSecond)))
  }
  await Promise.all(all)
}
