import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'
import { cannotCountFiles, openFiles, openSocket, requestText } from './raw-connections.ts'

const foreign = 'Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n'
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n'
const body = '{"vendor":"tencent","giftId":"rose","count":1}'
const posted = (type: string) => `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n`

/**
 * What a browser allows a page of another origin: tags fetch without an Origin, forms and simple requests
 * with one, and none of it with a token.
 */
const requests: [what: string, status: number, method: string, target: string, more?: string, rest?: string][] = [
  ['an image of the page', 200, 'GET', '/', 'Sec-Fetch-Site: cross-site\r\n'],
  ['a script of the page', 200, 'GET', '/assets/page.js', 'Sec-Fetch-Site: cross-site\r\n'],
  ['a part of the script', 200, 'GET', '/assets/page.js', 'Range: bytes=5-2\r\n'],
  ['an image of a call', 401, 'GET', '/api/v1/status'],
  ['an image of the stream', 401, 'GET', '/api/v1/events'],
  ['a read with fetch', 403, 'GET', '/api/v1/status', foreign],
  ['a file with fetch', 403, 'GET', '/assets/page.js', foreign],
  ['a form that fires', 403, 'POST', '/api/v1/gifts', foreign + posted('text/plain'), body],
  ['a form that fires as JSON', 403, 'POST', '/api/v1/gifts', foreign + posted('application/json'), body],
  ['a form from a sandboxed frame', 403, 'POST', '/api/v1/stop', `Origin: null\r\n${posted('text/plain')}`, body],
  ['a form without an origin', 401, 'POST', '/api/v1/stop', posted('application/x-www-form-urlencoded'), body],
  ['a form to the page', 405, 'POST', '/', posted('text/plain'), body],
  ['a token in the address', 401, 'GET', '/api/v1/status?token=guess'],
  ['a preflight', 403, 'OPTIONS', '/api/v1/gifts', `${foreign}Access-Control-Request-Method: POST\r\n`],
  ['a WebSocket', 403, 'GET', '/rpc', foreign + upgrade],
  ['a WebSocket without an origin', 401, 'GET', '/rpc', upgrade],
  ['a name that was bound to this address', 421, 'GET', '/', 'Host: evil.example\r\n'],
]

describe('a page of another origin, without a token', () => {
  it.each(requests)(
    'changes nothing and gets no permission to read by %s: %i',
    async (what, status, method, target, more = '', rest = '') => {
      const server = await startTestServer()
      const heldBefore = JSON.stringify(server.app.deps.activeSends.held())
      const connection = await openSocket(server.port)
      const host = more.includes('Host:') ? '' : `Host: 127.0.0.1:${server.port}\r\n`
      connection.socket.write(`${method} ${target} HTTP/1.1\r\n${host}${more}\r\n${rest}`)
      await until(() => connection.statuses().length === 1)
      expect([what, connection.statuses()]).toEqual([what, [status]])
      expect(connection.text()).not.toMatch(/access-control|set-cookie/i)
      const isSameOrigin = /cross-origin-resource-policy: same-origin/i.test(connection.text())
      expect(isSameOrigin).toBe(!more.includes('Upgrade'))
      const { stopped, lanes } = await server.client.status.get({})
      expect([stopped, lanes.every(({ queued }) => queued === 0)]).toEqual([false, true])
      expect(JSON.stringify(server.app.deps.activeSends.held())).toBe(heldBefore)
    },
  )

  it.skipIf(cannotCountFiles)('uses up no file descriptor, however often it tries', async () => {
    const server = await startTestServer()
    const before = openFiles()
    for (const [, , method, target, more = '', rest = ''] of requests) {
      const many = await Promise.all(Array.from({ length: 20 }, () => openSocket(server.port)))
      for (const { socket } of many) {
        socket.write(requestText({ port: server.port }, method === 'POST' ? 'PUT' : method, target, more) + rest)
        socket.end()
      }
      await until(() => many.every(({ isClosed }) => isClosed()))
    }
    await until(() => openFiles() === before)
    expect((await server.api('GET', '/status')).status).toBe(200)
  })
})
