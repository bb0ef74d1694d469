import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import { useHeadless, folderArgs } from '../headless/run-headless.ts'
import { openClient } from '../desktop/stage/debug-port.ts'
import { lookalike, onUnix, standIn, startGiftdeck } from '../start/start-giftdeck.mjs'
import { holdAnswers } from '../support/held-answers.ts'
import { roomOf, startVendors } from '../support/start-vendors.ts'
import { inTier, long } from '../support/tier.ts'
import { until } from '../support/until.ts'

/** `npm start` is ended while one call is on the wire and others wait behind it. */

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const pressed = 4
const rounds = Number(process.env['ROUNDS'] ?? inTier({ fast: 1, long: 5 }))

type Started = ReturnType<typeof startGiftdeck>
/** Sends SIGINT to the whole process group, as a terminal does at Ctrl+C. */
const ctrlC = ({ child }: Started) => void process.kill(-child.pid!, 'SIGINT')

const ends: [string, (giftdeck: Started) => Promise<void> | void][] = [
  ['Ctrl+C', ctrlC],
  [
    'Ctrl+C twice and once more',
    async (giftdeck) => {
      ctrlC(giftdeck)
      ctrlC(giftdeck)
      await wait(20)
      ctrlC(giftdeck)
    },
  ],
  ['SIGTERM', ({ child }) => void child.kill('SIGTERM')],
  ['the end of the terminal', ({ child }) => void child.kill('SIGHUP')],
  ['a kill of the start script alone', ({ child }) => void child.kill('SIGKILL')],
]

interface Client {
  room: { set(room: object): Promise<unknown> }
  gifts: { fire(gift: typeof rose): Promise<{ id: string }> }
}

/** Starts Giftdeck for the browser, and calls it at the URL that it opens. */
async function inBrowser() {
  const giftdeck = startGiftdeck({ desktop: standIn('kill -ABRT $$'), group: true })
  await until(giftdeck.opened)
  const { origin, hash } = new URL(giftdeck.opened())
  const post = async (method: string, route: string, body: object) => {
    const answer = await fetch(`${origin}/api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${hash.slice('#token='.length)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const client: Client = {
    room: { set: (room) => post('PUT', '/room', room) },
    gifts: { fire: (gift) => post('POST', '/gifts', gift) },
  }
  return { giftdeck, client }
}

/** Starts Giftdeck in its window, and calls it over the page's own message port. */
async function inWindow() {
  const giftdeck = startGiftdeck({ desktop: lookalike, group: true, args: ['--remote-debugging-port=0'] })
  await until(() => giftdeck.log().includes('Giftdeck started.'))
  const [port] = readFileSync(path.join(giftdeck.dataDir, 'DevToolsActivePort'), 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  onTestFinished(() => browser.close())
  const page = await until(() => browser.contexts()[0]?.pages()[0])
  return { giftdeck, client: (await openClient(page)) as unknown as Client }
}

describe.skipIf(!onUnix)('npm start that is ended while a gift is on its way', () => {
  let vendors: Sandbox
  beforeAll(async () => {
    vendors = await startVendors()
  })
  afterAll(() => vendors.stop())
  const runHost = useHeadless()

  /** Ends Giftdeck. Returns how it exited, and what the next start reports of each press. */
  async function endWhile(start: typeof inBrowser, end: (giftdeck: Started) => Promise<void> | void) {
    const { giftdeck, client } = await start()
    const connection = await holdAnswers(vendors.world.origin)
    onTestFinished(() => connection.close())
    const room = roomOf(vendors)
    const limits = { tencentPerSecond: 1, expireAfterMs: 0 }
    await client.room.set({ ...room, tencent: { ...room.tencent, host: connection.origin }, limits })
    const before = (await vendors.recording()).tencent.gifts.length
    const ids: string[] = []
    for (let nth = 0; nth < pressed; nth++) ids.push((await client.gifts.fire(rose)).id)
    await until(async () => (await vendors.recording()).tencent.gifts.length > before)

    await end(giftdeck)
    connection.release()
    const ended = await giftdeck.ended
    // A killed launcher does not report when its program has exited; the next start waits for the folder.
    const next = await until(async () => {
      const host = runHost(folderArgs(giftdeck.dataDir))
      return host.ready.then(
        () => host,
        () => undefined,
      )
    })
    const states: string[] = []
    for (const id of ids) states.push((await next.api('GET', `/sends/${id}`)).json.state)
    await next.kill('SIGTERM')
    const taken = (await vendors.recording()).tencent.gifts.length - before
    return { ended, states, taken, said: giftdeck.output() }
  }

  /**
   * On a busy machine a second call may leave before the end. If it has no answer by then, the next start reports it as
   * unknown.
   */
  function expectTrueReceipts({ states, taken }: { states: string[]; taken: number }) {
    const [first, ...others] = states
    expect(first).toBe('delivered')
    expect(others.filter((state) => state === 'held')).toHaveLength(pressed - taken)
    expect(others.filter((state) => state === 'delivered' || state === 'unknown')).toHaveLength(taken - 1)
  }
  const reported = /Closing Giftdeck: calls on the way are finished/g

  describe.each([
    ['in the browser', inBrowser, {}],
    ['in its window', inWindow, long],
  ] as const)('%s', (_, start, tier) => {
    const options = { ...tier, timeout: rounds * 120_000 }
    it.each(ends)(
      'by %s: the call on the wire has a known result, the rest waits for the next start',
      options,
      async (how, end) => {
        for (let round = 0; round < rounds; round++) {
          const { ended, said, ...receipts } = await endWhile(start as typeof inBrowser, end)
          expectTrueReceipts(receipts)
          const isKilled = how.startsWith('a kill')
          expect(ended).toEqual(isKilled ? { code: null, signal: 'SIGKILL' } : { code: 0, signal: null })
          expect(said.match(reported)?.length ?? 0).toBe(isKilled ? 0 : 1)
        }
      },
    )
  })
})
