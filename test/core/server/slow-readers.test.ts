import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createBroadcast } from '../../../electron/core/events/broadcast.ts'
import { createSendBacklog } from '../../../electron/core/events/send-backlog.ts'
import { toReceipt, type Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Reading } from '../../../shared/contract/counts.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import { called, openLine, openSocket, requestText } from './raw-connections.ts'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
const bound = policy.server.mostUnsentBytes
const heldBytes = () => {
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const reading = (at: number): Reading => ({
  vendor: 'tencent',
  roomId: 'stage',
  receiver: `${at} ${'x'.repeat(10_000)}`,
  source: 'vendor',
  totalCount: at,
  totalCoins: null,
  senderCount: null,
  sequence: null,
  at: null,
  baseline: null,
  earlierBaseline: null,
  fromGiftdeck: 0,
  stale: false,
  trouble: null,
  perMinute: { gifts: null, coins: null },
  everyMs: 2_000,
})

/** Far more events than any subscriber may lag behind, with time for others in between. */
async function pour({ app }: TestServer, isOver: () => boolean) {
  let poured = 0
  let most = 0
  const before = heldBytes()
  while (!isOver() && poured < 20_000) {
    for (let at = 0; at < 50; at++) app.eventStream.reading(reading(poured++))
    await new Promise((resolve) => setImmediate(resolve))
    if (poured % 500 === 0) most = Math.max(most, heldBytes() - before)
  }
  return { bytes: poured * 10_000, most }
}

/** Subscribes to the stream and then reads no more. */
const host = {
  async 'server-sent events'(at: TestServer) {
    const bare = await openSocket(at.port)
    bare.socket.write(requestText(at, 'GET', '/api/v1/events'))
    await until(() => bare.text().includes('snapshot'))
    bare.socket.pause()
    return { isOver: bare.isClosed, read: () => bare.socket.resume() }
  },
  async 'a WebSocket'(at: TestServer) {
    const { socket } = await openLine(at)
    let isOpen = true
    socket.on('close', () => (isOpen = false))
    const heard = new Promise((resolve) => socket.once('message', resolve))
    socket.send(called('events', '/events/watch'))
    await heard
    socket.pause()
    return { isOver: () => !isOpen, read: () => socket.resume() }
  },
}

describe.each(Object.entries(host))('a client of %s that does not read', (_, follow) => {
  it('is disconnected once 16 MB wait for it, and costs no more than that meanwhile', async () => {
    const setup = await startTestServer()
    const { read } = await follow(setup)
    let watchers = 1
    const { bytes, most } = await pour(setup, () => {
      watchers = setup.app.eventStream.watchers()
      return watchers === 0
    })
    expect(watchers).toBe(0)
    expect(bytes).toBeGreaterThan(bound - 1024 * 1024)
    // The system's own socket buffers do not count.
    expect(most).toBeLessThan(bound + 2 * 1024 * 1024)
    read()
  })

  it('loses only its own connection', async () => {
    const setup = await startTestServer()
    await follow(setup)
    const other = await openSocket(setup.port)
    other.socket.write(requestText(setup, 'GET', '/api/v1/events'))
    await until(() => other.text().includes('snapshot'))
    await pour(setup, () => setup.app.eventStream.watchers() === 1)
    await setup.api('POST', '/arm')
    await until(() => other.text().includes('"kind":"safety"'))
    expect(other.isClosed()).toBe(false)
  })
})

describe('a client that was ended for reading too slowly', () => {
  it('resumes with the last id it has received', async () => {
    const setup = await startTestServer()
    const { isOver, read } = await host['server-sent events'](setup)
    await pour(setup, () => setup.app.eventStream.watchers() === 0)
    read()
    await until(isOver)
    const again = await openSocket(setup.port)
    again.socket.write(requestText(setup, 'GET', '/api/v1/events', 'Last-Event-ID: 0\r\n'))
    await until(() => again.text().includes('"kind":"lanes"'))
    expect(again.text()).not.toContain('snapshot')
  })
})

describe('a program that makes calls and does not read the answers', () => {
  it('has a bounded number of them carried out, and does not slow others', async () => {
    const setup = await startTestServer()
    const { socket, answers } = await openLine(setup)
    socket.pause()
    const before = heldBytes()
    for (let at = 0; at < 200; at++) {
      for (let each = 0; each < 100; each++) socket.send(called(`${at}-${each}`, '/openapi/none'.repeat(10)))
      socket.send(called(`${at}`, '/status/get'))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await setup.api('POST', '/stop')).status).toBe(200)
    expect(heldBytes() - before).toBeLessThan(bound)
    expect(answers).toEqual([])
    socket.resume()
    await until(() => socket.readyState === socket.CLOSED || answers.length === 200 * 101)
  })
})

describe('the backlog of a subscriber', () => {
  const send = (at: number) =>
    ({
      id: crypto.randomUUID(),
      seq: at,
      vendor: 'tencent',
      kind: 'gift',
      state: 'queued',
      reason: 'queued',
      attempts: 0,
      createdAt: at,
      updatedAt: at,
      gift: { giftId: 'rose', count: 1, from: `fan-${at}`, to: 'host' },
    }) as unknown as Send

  it.each([
    ['receipts', (at: number) => ({ kind: 'send', seq: at, send: toReceipt(send(at)) })],
    ['small news', (at: number) => ({ kind: 'changed', seq: at, what: 'deck' })],
    ['long texts', (at: number) => ({ kind: 'changed', seq: at, what: `${at} ${'汉'.repeat(5_000)}` })],
  ])('costs no more memory than it is counted for: %s', (_, event) => {
    const unsent = createSendBacklog(bound, () => {})
    const news = createBroadcast<object>(policy.server)
    const subscription = news.subscribe({ unsent })
    const before = heldBytes()
    for (let at = 0; unsent.bytes() < bound * 0.95; at++) news.publish(event(at))
    expect(heldBytes() - before).toBeLessThan(bound)
    subscription.stop()
    expect(unsent.bytes()).toBe(0)
  })

  it('is given up as a whole past the limit, with an explanation for a subscriber that reads again', async () => {
    let ended = 0
    const unsent = createSendBacklog(10_000, () => (ended += 1))
    const news = createBroadcast<string>(policy.server)
    const [slow, fast] = [news.subscribe({ unsent }), news.subscribe({})]
    for (let at = 0; at < 100; at++) {
      news.publish(`${at}`)
      expect(await fast.next()).toBe(`${at}`)
    }
    expect([ended, news.watchers(), unsent.bytes()]).toEqual([1, 1, 0])
    await expect(slow.next()).rejects.toThrow('read too slowly')
  })
})
