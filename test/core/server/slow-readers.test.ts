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
import { callText, openRpcSocket, openSocket, requestText } from './raw-connections.ts'

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
  fromGiftdeckInTotal: 0,
  stale: false,
  trouble: null,
  perMinute: { gifts: null, coins: null },
  everyMs: 2_000,
})

/** Publishes far more events than a subscriber may lag behind. Other work may run in between. */
async function publishMany({ app }: TestServer, isOver: () => boolean) {
  let published = 0
  let most = 0
  const before = heldBytes()
  while (!isOver() && published < 20_000) {
    for (let at = 0; at < 50; at++) app.eventStream.reading(reading(published++))
    await new Promise((resolve) => setImmediate(resolve))
    if (published % 500 === 0) most = Math.max(most, heldBytes() - before)
  }
  return { bytes: published * 10_000, most }
}

/** Each function subscribes to the stream and then reads no more. */
const clients = {
  async 'server-sent events'(at: TestServer) {
    const connection = await openSocket(at.port)
    connection.socket.write(requestText(at, 'GET', '/api/v1/events'))
    await until(() => connection.text().includes('snapshot'))
    connection.socket.pause()
    return { isOver: connection.isClosed, read: () => connection.socket.resume() }
  },
  async 'a WebSocket'(at: TestServer) {
    const { socket } = await openRpcSocket(at)
    let isOpen = true
    socket.on('close', () => (isOpen = false))
    const answered = new Promise((resolve) => socket.once('message', resolve))
    socket.send(callText('events', '/events/watch'))
    await answered
    socket.pause()
    return { isOver: () => !isOpen, read: () => socket.resume() }
  },
}

describe.each(Object.entries(clients))('a client of %s that does not read', (_, follow) => {
  it('is disconnected once 16 MB wait for it, and costs no more memory than that', async () => {
    const setup = await startTestServer()
    const { read } = await follow(setup)
    let watchers = 1
    const { bytes, most } = await publishMany(setup, () => {
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
    await publishMany(setup, () => setup.app.eventStream.watchers() === 1)
    await setup.api('POST', '/arm')
    await until(() => other.text().includes('"kind":"safety"'))
    expect(other.isClosed()).toBe(false)
  })
})

describe('a client that was ended for reading too slowly', () => {
  it('resumes with the last id it has received', async () => {
    const setup = await startTestServer()
    const { isOver, read } = await clients['server-sent events'](setup)
    await publishMany(setup, () => setup.app.eventStream.watchers() === 0)
    read()
    await until(isOver)
    const again = await openSocket(setup.port)
    again.socket.write(requestText(setup, 'GET', '/api/v1/events', 'Last-Event-ID: 0\r\n'))
    await until(() => again.text().includes('"kind":"lanes"'))
    expect(again.text()).not.toContain('snapshot')
  })
})

describe('a program that makes calls and does not read the answers', () => {
  it('costs a bounded amount of memory, and STOP of another client is answered', async () => {
    const setup = await startTestServer()
    const { socket, answers } = await openRpcSocket(setup)
    socket.pause()
    const before = heldBytes()
    for (let at = 0; at < 200; at++) {
      for (let each = 0; each < 100; each++) socket.send(callText(`${at}-${each}`, '/openapi/none'.repeat(10)))
      socket.send(callText(`${at}`, '/status/get'))
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
    ['small events', (at: number) => ({ kind: 'changed', seq: at, what: 'deck' })],
    ['long texts', (at: number) => ({ kind: 'changed', seq: at, what: `${at} ${'汉'.repeat(5_000)}` })],
  ])('costs no more memory than it is counted for: %s', (_, event) => {
    const unsent = createSendBacklog(bound, () => {})
    const broadcast = createBroadcast<object>(policy.server)
    const subscription = broadcast.subscribe({ unsent })
    const before = heldBytes()
    for (let at = 0; unsent.bytes() < bound * 0.95; at++) broadcast.publish(event(at))
    expect(heldBytes() - before).toBeLessThan(bound)
    subscription.stop()
    expect(unsent.bytes()).toBe(0)
  })

  it('is given up as a whole past the limit, with an explanation for a subscriber that reads again', async () => {
    let ended = 0
    const unsent = createSendBacklog(10_000, () => (ended += 1))
    const broadcast = createBroadcast<string>(policy.server)
    const [slow, fast] = [broadcast.subscribe({ unsent }), broadcast.subscribe({})]
    for (let at = 0; at < 100; at++) {
      broadcast.publish(`${at}`)
      expect((await fast.next())?.item).toBe(`${at}`)
    }
    expect([ended, broadcast.watchers(), unsent.bytes()]).toEqual([1, 1, 0])
    await expect(slow.next()).rejects.toThrow('read too slowly')
  })
})
