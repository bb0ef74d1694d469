import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { rowsInTier } from '../support/tier.ts'
import { endOfTerm, onWindows } from '../support/this-system.ts'

const run = useHeadless()

/** Makes Node load this file before any code of the program. */
const preload = (file: string) => ({
  NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, file)).href}`,
})
const wrongClock = (shows: number) => ({ ...preload('another-clock.mjs'), SHOWS: String(shows) })

const press = async (host: Headless, vendor: string) => {
  const { status, json } = await host.api('POST', '/gifts', { body: { vendor, giftId: 'rose', count: 1 } })
  expect(status).toBe(202)
  return (json as { id: string }).id
}
const reaches = (host: Headless, id: string, ...states: string[]) =>
  until(async () => {
    const { json } = await host.api('GET', `/sends/${id}`)
    return states.includes((json as { state: string }).state) ? (json as Record<string, unknown>) : null
  })

/** The routes whose answers contain times. */
const reads = [
  '/status',
  '/sends',
  '/sends/search',
  '/rooms',
  '/room',
  '/counts',
  '/schedules',
  '/up-next',
  '/sessions',
]
const canBeRead = async (host: Headless) => {
  for (const route of [...reads, '/backups', '/tokens', '/diagnostics', '/goals', '/people', '/deck'])
    expect(await host.api('GET', route).then(({ status }) => `${route} ${status}`)).toBe(`${route} 200`)
}

describe('a host whose computer has as its time', () => {
  const clocks: [string, number][] = [
    ['1970', 0],
    ['2000-01-01', Date.UTC(2000, 0, 1)],
    ['the year 275,000', Date.UTC(275_000, 0, 1)],
  ]
  it.each(rowsInTier(clocks, ['1970']))(
    '%s keeps running, says so in receipts, and sends what was held once the clock is right',
    async (_, shows) => {
      const vendors = await makeVendors()
      const limits = { tencentPerSecond: 1, zegoPerSecond: 1, expireAfterMs: 0 }
      const room = roomAt(vendors, { limits })
      const silent = { ...room, zego: { ...room.zego!, join: false } }
      const dataDir = makeFolder()
      const wrong = run(folderArgs(dataDir), { env: wrongClock(shows) })
      expect((await wrong.api('PUT', '/room', { body: silent })).status).toBe(200)
      expect(await reaches(wrong, await press(wrong, 'zego'), 'refused')).toMatchObject({ reason: 'clock-unusable' })
      const every = { text: 'Hello', when: { kind: 'every', minutes: 10 } }
      expect([200, 201, 400]).toContain((await wrong.api('POST', '/schedules', { body: every })).status)
      expect((await wrong.api('POST', '/backups')).status).toBe(201)
      expect((await wrong.api('POST', '/tokens', { body: { name: 'Deck', scopes: ['fire'] } })).status).toBe(201)
      await canBeRead(wrong)

      // The answer to ZEGO's join comment gives the right time, so gifts arrive. The later ones wait for the rate limit.
      expect((await wrong.api('PUT', '/room', { body: room })).status).toBe(200)
      const sent = [await press(wrong, 'zego'), await press(wrong, 'tencent')]
      const waiting = [await press(wrong, 'zego'), await press(wrong, 'tencent')]
      for (const id of sent) await reaches(wrong, id, 'delivered')
      await canBeRead(wrong)
      expect(await wrong.kill('SIGTERM')).toEqual(endOfTerm)

      const right = run(folderArgs(dataDir))
      expect((await right.api('PUT', '/room', { body: room })).status).toBe(200)
      for (const id of waiting) {
        await reaches(right, id, 'held', 'delivered')
        const { status } = await right.api('POST', `/sends/${id}/release`)
        // A send that went out before the process stopped was not held, so it needs no release.
        expect([202, 409]).toContain(status)
        await reaches(right, id, 'delivered')
      }
      await canBeRead(right)
      const { zego, tencent, malformed } = await vendors.recording()
      expect([zego.gifts.length, tencent.gifts.length, malformed]).toEqual([2, 2, []])
      for (const { timestamp } of zego.gifts) expect(Math.abs(timestamp - Date.now())).toBeLessThan(5 * 60_000)
    },
  )
})

// A signal triggers the faults, and a pipe of bash reads the log. Windows has no such signals and pipes.
describe.skipIf(onWindows)('a host with an uncaught error', () => {
  it('logs each error with a reference, and continues to send', async () => {
    const vendors = await makeVendors()
    const host = run(folderArgs(makeFolder()), { env: preload('faults-on-signal.mjs') })
    await host.api('PUT', '/room', { body: roomAt(vendors) })
    process.kill(host.pid, 'SIGUSR2')
    const planted = ['planted rejection', 'planted exception', 'planted error event']
    await until(() => planted.every((each) => host.stderr().includes(each)))
    const lines = host
      .stderr()
      .split('\n')
      .filter((line) => line.includes('planted'))
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ reference: expect.stringMatching(/^[0-9a-f]{8}$/) })
    for (const vendor of ['tencent', 'zego']) await reaches(host, await press(host, vendor), 'delivered')
    expect((await host.api('POST', '/stop')).status).toBe(200)
    expect(await host.kill('SIGTERM')).toEqual(endOfTerm)
  })

  it('does not fill the log when the error repeats', async () => {
    const vendors = await makeVendors()
    const host = run(folderArgs(makeFolder()), { env: preload('faults-on-signal.mjs') })
    await host.api('PUT', '/room', { body: roomAt(vendors) })
    for (let nth = 0; nth < 50; nth++) {
      process.kill(host.pid, 'SIGUSR2')
      await host.api('GET', '/status')
    }
    await reaches(host, await press(host, 'tencent'), 'delivered')
    expect(host.stderr().split('planted').length).toBeLessThan(100)
  })

  it('keeps running after the reader of its log has ended', async () => {
    const vendors = await makeVendors()
    const under = ['bash', '-c', 'exec "$0" "$@" 2> >(true)']
    const host = run(folderArgs(makeFolder()), { under })
    await host.api('PUT', '/room', { body: roomAt(vendors) })
    // Each check writes to the log.
    for (let nth = 0; nth < 5; nth++) await host.api('POST', '/room/check', { body: roomAt(vendors) })
    await vendors.setFaults({ answerLost: { only: ['send_gift'], times: 1 } })
    await reaches(host, await press(host, 'tencent'), 'unknown')
    expect(await reaches(host, await press(host, 'tencent'), 'delivered')).toMatchObject({ attempts: 1 })
  })
})
