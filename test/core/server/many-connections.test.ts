import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import {
  cannotCountFiles,
  destroyAll,
  openFiles,
  openLine,
  openSocket,
  requestText,
  type Bare,
} from './raw-connections.ts'
import { policy } from '../../../electron/core/policy.ts'

/** 64 connections, of which 48 may carry calls. */
const fewFiles = { openFiles: 256 }
/** No connection times out. */
const patient = {
  policy: { ...policy, server: { ...policy.server, headersTimeoutMs: 60_000, keepAliveTimeoutMs: 60_000 } },
}

const openMany = async (port: number, many: number) => {
  const sockets: Bare[] = []
  for (let at = 0; at < many; at += 50)
    sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => openSocket(port)))))
  return sockets
}
const openNow = (sockets: readonly Bare[]) => sockets.filter(({ isClosed }) => !isClosed()).length
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n'

/** A stream that continues for as long as the client wants. */
async function follow(host: TestServer) {
  const stream = await openSocket(host.port)
  stream.socket.write(requestText(host, 'GET', '/api/v1/events'))
  await until(() => stream.text().includes('snapshot'))
  return stream
}

describe('idle connections without a token', () => {
  it('are ended, the longest idle first, and do not block other clients', async () => {
    const host = await startTestServer(patient, fewFiles)
    const idle = await openMany(host.port, 300)
    expect((await host.api('GET', '/status')).status).toBe(200)
    expect((await host.api('POST', '/stop')).status).toBe(200)
    expect((await host.page('GET', '/')).status).toBe(200)
    await until(() => openNow(idle) <= 64)
    expect(idle.slice(0, 200).every(({ isClosed }) => isClosed())).toBe(true)
    expect(idle.at(-1)!.isClosed()).toBe(false)
  })

  it('end no dock, no stream and no kept connection of a program with a token', async () => {
    const host = await startTestServer(patient, fewFiles)
    const dock = await openLine(host)
    const stream = await follow(host)
    const kept = await openSocket(host.port)
    kept.socket.write(requestText(host, 'GET', '/api/v1/status'))
    await until(() => kept.statuses().length === 1)
    await openMany(host.port, 300)
    kept.socket.write(requestText(host, 'GET', '/api/v1/status'))
    await until(() => kept.statuses().length === 2)
    dock.call('status', '/status/get')
    expect((await dock.answerTo('status')).status).toBe(200)
    expect(stream.isClosed()).toBe(false)
  })

  it('are ended after a while, also in the middle of their headers', async () => {
    const waits = { headersTimeoutMs: 50, requestTimeoutMs: 100, timeoutsCheckedEveryMs: 20 }
    const host = await startTestServer({ policy: { ...policy, server: { ...policy.server, ...waits } } })
    const silent = await openSocket(host.port)
    const slow = await openSocket(host.port)
    slow.socket.write('GET / HTTP/1.1\r\nHost: 127')
    const body = await openSocket(host.port)
    body.socket.write(
      requestText(host, 'PUT', '/api/v1/goals', 'Content-Type: application/json\r\nContent-Length: 20\r\n'),
    )
    await until(() => silent.isClosed() && slow.isClosed() && body.isClosed())
    expect([slow.statuses(), body.statuses()]).toEqual([[408], [408]])
  })

  it.skipIf(cannotCountFiles)('leave no file open behind them', async () => {
    const host = await startTestServer(patient, fewFiles)
    const before = openFiles()
    const idle = await openMany(host.port, 300)
    destroyAll(idle)
    expect(await until(() => openFiles() === before)).toBe(true)
  })
})

describe('a WebSocket that is refused', () => {
  it.skipIf(cannotCountFiles)('is closed by the host, however long the other side keeps it open', async () => {
    const host = await startTestServer()
    const before = openFiles()
    const refused = await Promise.all(Array.from({ length: 100 }, () => openSocket(host.port)))
    for (const { socket } of refused) socket.write(requestText({ port: host.port }, 'GET', '/rpc', upgrade))
    await until(() => refused.every(({ isClosed }) => isClosed()))
    expect(refused.every(({ text }) => text().startsWith('HTTP/1.1 401'))).toBe(true)
    await until(() => openFiles() === before)
  })
})

describe('programs that use too many connections', () => {
  it('get an error, and STOP is accepted all the same', async () => {
    const host = await startTestServer(patient, fewFiles)
    const streams = await Promise.all(Array.from({ length: 48 }, () => follow(host)))
    expect(await host.api('GET', '/status')).toMatchObject({
      status: 503,
      json: { code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('Nothing was done') },
    })
    const dock = await openSocket(host.port)
    dock.socket.write(requestText(host, 'GET', '/rpc', upgrade))
    await until(() => dock.isClosed())
    expect(dock.statuses()).toEqual([503])
    await openMany(host.port, 100)
    expect((await host.api('POST', '/stop')).status).toBe(200)
    streams[0]!.socket.destroy()
    await until(async () => (await host.api('GET', '/status')).status === 200)
    expect(openNow(streams)).toBe(47)
  })

  it('leave nothing behind when they disconnect during their calls', async () => {
    const host = await startTestServer(patient, fewFiles)
    for (let round = 0; round < 4; round++) {
      const bare = await Promise.all(Array.from({ length: 40 }, () => openSocket(host.port)))
      // One stream, and behind it one that never gets the end of the connection.
      for (const { socket } of bare) socket.write(requestText(host, 'GET', '/api/v1/events').repeat(3))
      await until(() => bare.every(({ text }) => text().includes('snapshot')))
      destroyAll(bare)
    }
    await until(async () => (await host.api('GET', '/status')).status === 200)
    const streams = await Promise.all(Array.from({ length: 40 }, () => follow(host)))
    expect(openNow(streams)).toBe(40)
  })
})
