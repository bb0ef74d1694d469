import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/index.ts'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'
import { openSocket } from './raw-connections.ts'

/** Sends one request on a new connection and returns the whole answer once that connection is closed. */
async function exchange(port: number, lines: readonly string[], body = '') {
  const { socket, text, isClosed } = await openSocket(port)
  socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}${body}`)
  await until(isClosed)
  return text()
}

const h2c = ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA']
const rose = JSON.stringify({ vendor: 'tencent', giftId: 'rose', count: 1 })

describe('a client that offers to upgrade', () => {
  it.each([
    ['as curl --http2', ['Connection: Upgrade, HTTP2-Settings', ...h2c]],
    ["as Java's HttpClient", ['Connection: Upgrade, HTTP2-Settings', ...h2c, 'User-Agent: Java-http-client/21.0.1']],
    ['to another protocol', ['Connection: Upgrade', 'Upgrade: TLS/1.0']],
    [
      'to a WebSocket at a route without one',
      ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    ],
  ])('(%s) is answered as usual', async (_, offer) => {
    const { port, token } = await startTestServer()
    const head = [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`, ...offer]
    const { socket, statuses, text } = await openSocket(port)
    socket.write(`${['GET /api/v1/status HTTP/1.1', ...head, '', ''].join('\r\n')}`)
    await until(() => statuses().length === 1)
    const length = `Content-Length: ${Buffer.byteLength(rose)}`
    socket.write(`${['POST /api/v1/gifts HTTP/1.1', ...head, length, '', ''].join('\r\n')}${rose}`)
    await until(() => statuses().length === 2)
    // Nothing is sent in a room without its secret; that error shows that the body was read.
    expect(statuses()).toEqual([200, 409])
    expect(text()).toContain('NOT_CONNECTED')
    socket.write(`${['GET / HTTP/1.1', ...head, '', ''].join('\r\n')}`)
    await until(() => statuses().length === 3)
    expect(statuses()[2]).toBe(200)
  })
})

describe('the address localhost', () => {
  it('reaches the same server, and each name is an origin of its own', async () => {
    const { api, page, port } = await startTestServer()
    const [number, name] = [`127.0.0.1:${port}`, `localhost:${port}`]
    const status = async (host: string, origin?: string) =>
      (await api('GET', '/status', { headers: { host, ...(origin !== undefined && { origin }) } })).status
    expect((await page('GET', '/', { headers: { host: name } })).status).toBe(200)
    expect([await status(name), await status(name, `http://${name}`)]).toEqual([200, 200])
    expect([await status(number, `http://${name}`), await status(name, `http://${number}`)]).toEqual([403, 403])
    for (const host of ['localhost', `localhost:${port}0`, `localhost.evil.example:${port}`])
      expect([host, await status(host)]).toEqual([host, 421])
  })
})

describe('the method of a request', () => {
  const routes = Object.values(contract).flatMap((group) => Object.values(group).map((call) => call['~orpc'].route))
  const filled = (path: string) => path.replace(/\{[^}]+\}/g, 'some')

  it('that a route does not support is 405 and lists the supported ones, on every route', async () => {
    const { api } = await startTestServer()
    for (const { path = '' } of routes) {
      const known = routes.filter((each) => each.path === path).map(({ method }) => method)
      const { status, headers, json } = await api('PATCH', filled(path), { body: {} })
      expect([path, status, json.code]).toEqual([path, 405, 'METHOD_NOT_SUPPORTED'])
      expect(headers.allow!.split(', ')).toEqual(expect.arrayContaining(known))
    }
    expect((await api('DELETE', '/openapi.json')).headers.allow).toBe('GET, HEAD')
    expect((await api('PATCH', '/nothing')).status).toBe(404)
    expect((await api('PATCH', '/status', { token: null })).status).toBe(401)
  })

  it('HEAD answers like GET, without the body', async () => {
    const { port, token, api } = await startTestServer()
    for (const route of ['/status', '/sends', '/sends/none', '/openapi.json', '/sends/export']) {
      const text = await exchange(port, [
        `HEAD /api/v1${route} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Authorization: Bearer ${token}`,
      ])
      expect([route, text.slice(9, 12)]).toEqual([route, String((await api('GET', route)).status)])
      expect(text.endsWith('\r\n\r\n')).toBe(true)
      expect(text.indexOf('\r\n\r\n')).toBe(text.length - 4)
    }
  })

  it('HEAD of a stream is 405, because a stream never ends', async () => {
    const { api } = await startTestServer()
    const { status, headers } = await api('HEAD', '/events')
    expect([status, headers.allow]).toEqual([405, 'GET'])
  })
})
