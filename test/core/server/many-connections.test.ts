import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import {
  cannotCountFiles,
  destroyAll,
  openFiles,
  openRpcSocket,
  openSocket,
  requestText,
  type RawConnection,
} from './raw-connections.ts'
import { policy } from '../../../electron/core/policy.ts'

/** Allows 64 connections, of which 48 may carry calls. */
const fewFiles = { openFiles: 256 }
/** No connection times out. */
const patient = {
  policy: { ...policy, server: { ...policy.server, headersTimeoutMs: 60_000, keepAliveTimeoutMs: 60_000 } },
}

const openMany = async (port: number, many: number) => {
  const sockets: RawConnection[] = []
  for (let at = 0; at < many; at += 50)
    sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => openSocket(port)))))
  return sockets
}
const openNow = (sockets: readonly RawConnection[]) => sockets.filter(({ isClosed }) => !isClosed()).length
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n'

/** Opens a stream that continues for as long as the client wants. */
async function follow(server: TestServer) {
  const stream = await openSocket(server.port)
  stream.socket.write(requestText(server, 'GET', '/api/v1/events'))
  await until(() => stream.text().includes('snapshot'))
  return stream
}

describe('idle connections without a token', () => {
  it('are ended, the longest idle first, and do not block other clients', async () => {
    const server = await startTestServer(patient, fewFiles)
    const idle = await openMany(server.port, 300)
    expect((await server.api('GET', '/status')).status).toBe(200)
    expect((await server.api('POST', '/stop')).status).toBe(200)
    expect((await server.page('GET', '/')).status).toBe(200)
    await until(() => openNow(idle) <= 64)
    expect(idle.slice(0, 200).every(({ isClosed }) => isClosed())).toBe(true)
    expect(idle.at(-1)!.isClosed()).toBe(false)
  })

  it('end no dock, no stream and no kept connection of a program with a token', async () => {
    const server = await startTestServer(patient, fewFiles)
    const dock = await openRpcSocket(server)
    const stream = await follow(server)
    const kept = await openSocket(server.port)
    kept.socket.write(requestText(server, 'GET', '/api/v1/status'))
    await until(() => kept.statuses().length === 1)
    await openMany(server.port, 300)
    kept.socket.write(requestText(server, 'GET', '/api/v1/status'))
    await until(() => kept.statuses().length === 2)
    dock.call('status', '/status/get')
    expect((await dock.answerTo('status')).status).toBe(200)
    expect(stream.isClosed()).toBe(false)
  })

  it('are ended after a while, also in the middle of their headers', async () => {
    const waits = { headersTimeoutMs: 50, requestTimeoutMs: 100, timeoutsCheckedEveryMs: 20 }
    const server = await startTestServer({ policy: { ...policy, server: { ...policy.server, ...waits } } })
    const silent = await openSocket(server.port)
    const slow = await openSocket(server.port)
    slow.socket.write('GET / HTTP/1.1\r\nHost: 127')
    const body = await openSocket(server.port)
    body.socket.write(
      requestText(server, 'PUT', '/api/v1/goals', 'Content-Type: application/json\r\nContent-Length: 20\r\n'),
    )
    await until(() => silent.isClosed() && slow.isClosed() && body.isClosed())
    expect([slow.statuses(), body.statuses()]).toEqual([[408], [408]])
  })

  it.skipIf(cannotCountFiles)('leave no file open once they are closed', async () => {
    const server = await startTestServer(patient, fewFiles)
    const before = openFiles()
    const idle = await openMany(server.port, 300)
    destroyAll(idle)
    expect(await until(() => openFiles() === before)).toBe(true)
  })
})

describe('a WebSocket that is refused', () => {
  it.skipIf(cannotCountFiles)('is closed by the server, however long the other side keeps it open', async () => {
    const server = await startTestServer()
    const before = openFiles()
    const refused = await Promise.all(Array.from({ length: 100 }, () => openSocket(server.port)))
    for (const { socket } of refused) socket.write(requestText({ port: server.port }, 'GET', '/rpc', upgrade))
    await until(() => refused.every(({ isClosed }) => isClosed()))
    expect(refused.every(({ text }) => text().startsWith('HTTP/1.1 401'))).toBe(true)
    await until(() => openFiles() === before)
  })
})

describe('programs that use too many connections', () => {
  it('get an error, and STOP is accepted all the same', async () => {
    const server = await startTestServer(patient, fewFiles)
    const streams = await Promise.all(Array.from({ length: 48 }, () => follow(server)))
    expect(await server.api('GET', '/status')).toMatchObject({
      status: 503,
      json: { code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('Nothing was done') },
    })
    const dock = await openSocket(server.port)
    dock.socket.write(requestText(server, 'GET', '/rpc', upgrade))
    await until(() => dock.isClosed())
    expect(dock.statuses()).toEqual([503])
    await openMany(server.port, 100)
    expect((await server.api('POST', '/stop')).status).toBe(200)
    streams[0]!.socket.destroy()
    await until(async () => (await server.api('GET', '/status')).status === 200)
    expect(openNow(streams)).toBe(47)
  })

  it('leave nothing behind when they disconnect during their calls', async () => {
    const server = await startTestServer(patient, fewFiles)
    for (let round = 0; round < 4; round++) {
      const connections = await Promise.all(Array.from({ length: 40 }, () => openSocket(server.port)))
      // Each connection asks for three streams. The later ones wait behind the first, which does not end by itself.
      for (const { socket } of connections) socket.write(requestText(server, 'GET', '/api/v1/events').repeat(3))
      await until(() => connections.every(({ text }) => text().includes('snapshot')))
      destroyAll(connections)
    }
    await until(async () => (await server.api('GET', '/status')).status === 200)
    const streams = await Promise.all(Array.from({ length: 40 }, () => follow(server)))
    expect(openNow(streams)).toBe(40)
  })
})
