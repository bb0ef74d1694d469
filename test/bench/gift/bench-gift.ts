import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent, request } from 'undici'
import { makeUserSig } from '../../../electron/core/vendors/tencent/user-sig.ts'
import { sendGift, tencentUrl } from '../../../electron/core/vendors/tencent/request.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import { startSandbox, type Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { removeFolder } from '../../support/this-system.ts'
import { median } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { startMetered, type Metered } from './metered.ts'

const built = path.join(import.meta.dirname, '../../../out/main/headless.js')
const bareLoop = path.join(import.meta.dirname, 'bare-loop.ts')
const vendorThread = new URL('../../../electron/core/sandbox/worker.ts', import.meta.url)
const rounds = 3
const seconds = 5
const rates = [1, 20, 180]
const listenerCounts = [0, 1, 3]
const mostTimes = 3

/** One of the two that are compared. */
interface Contender {
  process: Metered
  listen(): Promise<() => void>
  /** Makes gifts at an even pace. Resolves once all have ended. */
  run(perSecond: number, count: number): Promise<unknown>
}

/**
 * Compares the CPU time of a gift in Giftdeck, from the HTTP call to the receipt, with that of a loop that does only
 * what the promise needs. Both talk to the same simulated vendor. The rest of both processes is subtracted.
 */
export async function benchGift(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  const vendor = await startSandbox({ worker: vendorThread, viewers: false, seed: 1 })
  const agent = new Agent({ connections: 200 })
  const contenders = [await startGiftdeck(dir, vendor, agent), await startBareLoop(dir, vendor, agent)] as const
  try {
    // Both run for hours in a show, so their code is compiled before anything is measured.
    for (const each of contenders) await each.run(180, 2_000)
    const rows: string[][] = []
    for (const listeners of listenerCounts) {
      for (const perSecond of rates) {
        const costs = contenders.map((): number[] => [])
        for (let round = 0; round < rounds; round++)
          for (const [index, each] of contenders.entries()) costs[index]!.push(await costOf(each, perSecond, listeners))
        const [giftdeck, bare] = costs.map(median) as [number, number]
        const isJudged = perSecond > 1
        rows.push([
          `${perSecond} a second, ${listeners} listening`,
          figure(giftdeck, 2),
          figure(bare, 2),
          figure(giftdeck / bare, 2),
          isJudged ? `<= ${mostTimes}` : '',
        ])
      }
    }
    return ['## CPU time of a gift', table(['gifts', 'Giftdeck, ms', 'bare loop, ms', 'times', 'target'], rows)].join(
      '\n\n',
    )
  } finally {
    for (const each of contenders) await each.process.end()
    await agent.close()
    await vendor.stop()
    removeFolder(dir)
  }
}

/** CPU time of one gift in ms, without what the process uses at rest. */
async function costOf(contender: Contender, perSecond: number, listeners: number): Promise<number> {
  const stops = await Promise.all(Array.from({ length: listeners }, () => contender.listen()))
  const { process } = contender
  const used = async (work: () => Promise<unknown>) => {
    const { cpuMs: before } = await process.usage('cpu')
    const started = performance.now()
    await work()
    const tookMs = performance.now() - started
    const { cpuMs: after } = await process.usage('cpu')
    return { perMs: (after - before) / tookMs, tookMs }
  }
  const rest = await used(() => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)))
  const count = perSecond * seconds
  const busy = await used(() => contender.run(perSecond, count))
  for (const stop of stops) stop()
  return ((busy.perMs - rest.perMs) * busy.tookMs) / count
}

async function startGiftdeck(dir: string, vendor: Sandbox, agent: Agent): Promise<Contender> {
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

async function startBareLoop(dir: string, vendor: Sandbox, agent: Agent): Promise<Contender> {
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
