import { describe, expect, it } from 'vitest'
import { RPCHandler } from '@orpc/server/websocket'
import { createCallQueue } from '../../../electron/core/server/call-queue.ts'
import { serveTransport } from '../../../electron/core/server/transport.ts'
import { windowCaller } from '../../../electron/core/access/scopes.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createRouter } from '../../../electron/core/router.ts'
import { handlerOptions } from '../../../electron/core/server/handler-options.ts'
import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import { createWindowPort } from '../../../electron/main/window-port.ts'
import { makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'
import { callText, openRpcSocket, openSocket, requestText } from './raw-connections.ts'

const crowd = 8_000
const ids = Array.from({ length: crowd }, (_, at) => `status-${at}`)
const places = (answers: readonly { id: string }[], id: string) => answers.findIndex((each) => each.id === id)

const running = { hasJustEnded: () => false, close: () => {} }

describe('STOP behind thousands of calls of the same program', () => {
  it('is answered first on a WebSocket, and the calls are answered too', async () => {
    const server = await startTestServer()
    const connection = await openRpcSocket(server)
    for (const id of ids) connection.call(id, '/status/get')
    connection.call('stop', '/safety/stop')
    await until(() => connection.answers.length === crowd + 1)
    expect(places(connection.answers, 'stop')).toBeLessThan(crowd / 4)
    expect(connection.answers.every(({ status }) => status === 200)).toBe(true)
    expect(new Set(connection.answers.map(({ id }) => id)).size).toBe(crowd + 1)
    expect(connection.answers.filter(({ id }) => id !== 'stop').map(({ id }) => id)).toEqual(ids)
  })

  it("is answered first on the window's own port", async () => {
    const { app } = await makeApp()
    const answers: { id: string }[] = []
    const port = createWindowPort((text) => answers.push({ id: (JSON.parse(text) as { i: string }).i }))
    serveWindow(app, port)
    for (const id of ids) port.receive(callText(id, '/status/get'))
    port.receive(callText('stop', '/safety/stop'))
    await until(() => answers.length === crowd + 1)
    expect(places(answers, 'stop')).toBeLessThan(crowd / 4)
  })

  it('overtakes the pipelined calls of one HTTP connection', async () => {
    const server = await startTestServer()
    const { socket, statuses } = await openSocket(server.port)
    let answered: number | null = null
    const { activeSends } = server.app.deps
    const stop = activeSends.stop.bind(activeSends)
    activeSends.stop = () => {
      answered = statuses().length
      return stop()
    }
    const many = 3_000
    socket.write(
      requestText(server, 'GET', '/api/v1/status').repeat(many) + requestText(server, 'POST', '/api/v1/stop'),
    )
    await until(() => statuses().length === many + 1)
    expect(answered).toBeLessThan(many / 4)
    expect(new Set(statuses())).toEqual(new Set([200]))
  })

  it('is answered on a new connection while hundreds of connections make calls', async () => {
    const server = await startTestServer()
    let answered = 0
    const asking = Array.from({ length: 500 }, () => server.api('GET', '/status').then(() => (answered += 1)))
    expect((await server.api('POST', '/stop')).json).toEqual({ cancelled: 0, alreadySent: 0, unknown: 0 })
    await Promise.all(asking)
    expect(answered).toBe(500)
  })

  it('stops every press before it that has not left', async () => {
    const vendors = await makeVendors()
    const server = await startTestServer()
    await server.client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }))
    const connection = await openRpcSocket(server)
    const presses = Array.from({ length: 200 }, (_, at) => `press-${at}`)
    for (const id of presses) connection.call(id, '/gifts/fire', { vendor: 'tencent', giftId: 'rose', count: 1 })
    for (const id of ids.slice(0, 2_000)) connection.call(id, '/status/get')
    connection.call('stop', '/safety/stop')
    await connection.answerTo('stop')
    const left = (await vendors.recording()).tencent.gifts.length
    await until(() => connection.answers.length === 200 + 2_000 + 1)
    // Presses before STOP whose turn had not come are refused and not sent.
    const refused = connection.answers.filter(({ id, status }) => id.startsWith('press') && status !== 200)
    for (const { body } of refused) expect(body?.code).toBe('STOPPED')
    expect((await vendors.recording()).tencent.gifts.length).toBe(left)
  })
})

describe('a few presses and the STOP after them', () => {
  it('keep their order even if sent together: every press is recorded, and at most one is not cancelled', async () => {
    const vendors = await makeVendors()
    const { app, client } = await makeApp()
    await client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }))
    const answers: { i: string; p?: { s?: number } }[] = []
    const port = createWindowPort((text) => answers.push(JSON.parse(text) as { i: string }))
    serveWindow(app, port)
    const presses = Array.from({ length: 12 }, (_, at) => `press-${at}`)
    for (const id of presses) port.receive(callText(id, '/gifts/fire', { vendor: 'tencent', giftId: 'rose', count: 1 }))
    port.receive(callText('stop', '/safety/stop'))
    await until(() => answers.length === 13)
    expect(answers.filter(({ p }) => p?.s !== undefined && p.s !== 200)).toEqual([])
    const { items } = await client.sends.list({ limit: 100 })
    expect(items).toHaveLength(12)
    await until(async () => {
      const states = (await client.sends.list({ limit: 100 })).items.map(({ state }) => state)
      return states.filter((state) => state === 'cancelled').length >= 11
    })
  })
})

describe('a program that floods the server with calls', () => {
  it('is refused with an explanation past the limit, and nothing was done for those calls', async () => {
    const { app } = await makeApp()
    const { handler, handled } = countingHandler(app)
    const { transport, receive, answers } = makeManualTransport()
    serveTransport(
      { handler, calls: createCallQueue(policy.server), policy: policy.server, stallDetector: running },
      transport,
      windowCaller,
    )
    const [waits, refused] = [16 + 10_000, 2_000]
    for (let at = 0; at < waits + refused; at++) receive(callText(`set-${at}`, '/templates/get'))
    receive(callText('stop', '/safety/stop'))
    expect(answers).toHaveLength(refused)
    for (const { i, p } of answers) {
      expect(Number(i.slice('set-'.length))).toBeGreaterThanOrEqual(waits)
      expect(p).toMatchObject({
        s: 429,
        b: { json: { code: 'TOO_MANY_REQUESTS', message: expect.stringContaining('Nothing was done') } },
      })
    }
    await until(() => answers.length === waits + refused + 1)
    expect(handled.filter((path) => path === '/templates/get')).toHaveLength(waits)
    expect(answers.findIndex(({ i }) => i === 'stop')).toBeLessThan(refused + 1_000)
  })

  it('does not delay other clients: connections take turns', async () => {
    const server = await startTestServer()
    const [busy, other] = [await openRpcSocket(server), await openRpcSocket(server)]
    for (const id of ids) busy.call(id, '/status/get')
    await busy.answerTo(ids[0]!)
    other.call('one', '/status/get')
    await other.answerTo('one')
    expect(busy.answers.length).toBeLessThan(crowd)
  })

  it('may abort a waiting call', async () => {
    const server = await startTestServer()
    const connection = await openRpcSocket(server)
    for (const id of ids.slice(0, 1_000)) connection.call(id, '/status/get')
    connection.call('goals', '/goals/set', { goals: [{ id: 'one', title: 'One', target: 1 }] })
    connection.abort('goals')
    connection.call('last', '/status/get')
    await connection.answerTo('last')
    expect((await server.client.goals.get({})).goals).toEqual([])
    expect(places(connection.answers, 'goals')).toBe(-1)
  })

  it('has its changes made even if it disconnects, and its reads dropped', async () => {
    const { app } = await makeApp()
    const { handler, handled } = countingHandler(app)
    const { transport, receive, disconnect } = makeManualTransport()
    serveTransport(
      { handler, calls: createCallQueue(policy.server), policy: policy.server, stallDetector: running },
      transport,
      windowCaller,
    )
    for (let at = 0; at < 20; at++) receive(callText(`read-${at}`, '/status/get'))
    for (let at = 0; at < 5; at++) receive(callText(`set-${at}`, '/goals/set', { goals: [] }))
    disconnect()
    await until(() => handled.filter((path) => path === '/goals/set').length === 5)
    expect(handled.filter((path) => path === '/status/get').length).toBeLessThan(20)
  })

  it('has its waiting calls dropped when its token is revoked', async () => {
    const server = await startTestServer()
    const goals = [{ id: 'one', title: 'One', target: 1 }]
    const { id, token } = (await server.api('POST', '/tokens', { body: { name: 'Script', scopes: ['read', 'fire'] } }))
      .json as { id: string; token: string }
    const connection = await openRpcSocket({ port: server.port, token })
    for (const each of ids.slice(0, 3_000)) connection.call(each, '/status/get')
    connection.call('set', '/goals/set', { goals })
    const connectionOfCalls = await openSocket(server.port)
    const at = { port: server.port, token }
    connectionOfCalls.socket.write(
      requestText(at, 'GET', '/api/v1/status').repeat(3_000) + requestText(at, 'POST', '/api/v1/arm'),
    )
    await until(() => connection.answers.length > 0 && connectionOfCalls.statuses().length > 0)
    await server.client.tokens.revoke({ id })
    await until(() => connection.socket.readyState === connection.socket.CLOSED)
    await until(() => connectionOfCalls.statuses().length === 3_001 || connectionOfCalls.isClosed())
    expect((await server.client.goals.get({})).goals).toEqual([])
    expect((await server.client.status.get({})).armed).toBe(false)
  })
})

/** Makes a transport whose other end is the test itself. */
function makeManualTransport() {
  const listeners: Record<string, (event?: { data: unknown }) => void> = {}
  const answers: { i: string; p?: unknown }[] = []
  return {
    transport: {
      send: (text: string) => void answers.push(JSON.parse(text) as { i: string }),
      addEventListener: (event: string, listener: (event?: { data: unknown }) => void) => {
        listeners[event] = listener
      },
    },
    answers,
    receive: (text: string) => listeners['message']!({ data: text }),
    disconnect: () => listeners['close']!(),
  }
}

/** Makes the window's handler, which records the path of each call that it handles. */
function countingHandler(app: Parameters<typeof createRouter>[0]) {
  const handled: string[] = []
  const handler = new RPCHandler(createRouter(app), {
    ...handlerOptions(app),
    interceptors: [
      (call) => {
        handled.push(call.request.url.pathname)
        return call.next()
      },
    ],
  })
  return { handler, handled }
}
