import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/index.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { startTestServer } from './start-test-server.ts'

/** The routes of the control API as its manual names them, each with the scope it requires. */
const routes = [
  ['GET', '/status', 'read'],
  ['GET', '/room', 'admin'],
  ['PUT', '/room', 'admin'],
  ['POST', '/gifts', 'fire'],
  ['POST', '/announcements', 'fire'],
  ['GET', '/sends', 'read'],
  ['GET', '/sends/some-id', 'read'],
  ['GET', '/sends/search', 'read'],
  ['GET', '/sends/export', 'read'],
  ['GET', '/sends/some-id/story', 'read'],
  ['GET', '/sessions', 'read'],
  ['POST', '/sends/some-id/again', 'fire'],
  ['POST', '/sends/some-id/release', 'fire'],
  ['POST', '/sends/some-id/discard', 'fire'],
  ['POST', '/sends/some-id/check', 'fire'],
  ['GET', '/counts', 'read'],
  ['POST', '/counts/refresh', 'read'],
  ['POST', '/counts/baseline', 'fire'],
  ['POST', '/counts/baseline/undo', 'fire'],
  ['GET', '/counts/room', 'read'],
  ['GET', '/counts/receivers', 'read'],
  ['PUT', '/counts/receivers', 'fire'],
  ['GET', '/goals', 'read'],
  ['PUT', '/goals', 'fire'],
  ['POST', '/arm', 'fire'],
  ['POST', '/disarm', 'fire'],
  ['POST', '/stop', 'any'],
  ['POST', '/resume', 'fire'],
  ['GET', '/events', 'read'],
  ['POST', '/tokens', 'admin'],
  ['GET', '/tokens', 'admin'],
  ['DELETE', '/tokens/some-id', 'admin'],
] as const
const scopes = ['read', 'fire', 'admin'] as const

/** Asks for a WebSocket and returns the first line of the answer. */
function upgradeStatusLine(port: number, headers: Record<string, string>, target = '/rpc') {
  const all = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': createHash('md5').update(target).digest('base64'),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`))
    socket.on('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString('latin1').split('\r\n')[0]!)
    })
  })
}

describe('authorisation', () => {
  it('requires a token on every route', async () => {
    const { api } = await startTestServer()
    for (const [method, route] of [...routes, ['GET', '/openapi.json'] as const]) {
      const { status, json } = await api(method, route, { token: null })
      expect([method, route, status, json.code]).toEqual([method, route, 401, 'UNAUTHORIZED'])
      expect(json).toMatchObject({ defined: false, status: 401, message: expect.stringContaining('Bearer') })
    }
  })

  it('refuses a token every route that needs another scope', async () => {
    const { api, tokenFor } = await startTestServer()
    for (const scope of scopes) {
      const token = tokenFor(scope)
      for (const [method, route, needed] of routes) {
        if (needed === 'any' || needed === scope) continue
        const { status, json } = await api(method, route, { token, ...(method !== 'GET' && { body: {} }) })
        expect([scope, method, route, status]).toEqual([scope, method, route, 403])
        expect(json).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining(`"${needed}"`) })
      }
    }
  })

  it('opens every route to the scope it names', async () => {
    const { api, tokenFor } = await startTestServer()
    for (const [method, route, needed] of routes.filter(([, route]) => route !== '/events')) {
      const token = tokenFor(needed === 'any' ? 'read' : needed)
      const { status } = await api(method, route, { token, ...(method !== 'GET' && { body: {} }) })
      expect([method, route, [401, 403].includes(status)]).toEqual([method, route, false])
    }
  })

  it('lets every valid token press STOP, and resume only with the scope to fire', async () => {
    const { api, tokenFor } = await startTestServer()
    for (const scope of scopes) {
      const token = tokenFor(scope)
      expect(await api('POST', '/stop', { token })).toMatchObject({ status: 200, json: { cancelled: 0 } })
      const resumed = await api('POST', '/resume', { token })
      expect([scope, resumed.status]).toEqual([scope, scope === 'fire' ? 200 : 403])
      expect((await api('GET', '/status')).json.stopped).toBe(scope !== 'fire')
    }
  })

  it('describes every route of the contract in the OpenAPI document', async () => {
    const { api, url } = await startTestServer()
    const { status, json } = await api('GET', '/openapi.json')
    expect([status, json.servers]).toEqual([200, [{ url: `${url}api/v1` }]])
    const described = Object.entries(json.paths).flatMap(([path, calls]) =>
      Object.keys(calls as object).map((method) => `${method.toUpperCase()} ${path}`),
    )
    for (const [method, route] of routes) expect(described).toContain(`${method} ${route.replace('some-id', '{id}')}`)
    for (const group of Object.values(contract))
      for (const call of Object.values(group)) {
        const { method, path } = call['~orpc'].route
        expect(described).toContain(`${method} ${path}`)
      }
  })

  it('answers 404 in the same shape for unknown routes', async () => {
    const { api, page } = await startTestServer()
    const nothing = { defined: false, code: 'NOT_FOUND', status: 404, message: 'There is nothing here.' }
    expect(await api('GET', '/nothing')).toMatchObject({ status: 404, json: nothing })
    expect(await page('GET', '/nothing.js')).toMatchObject({ status: 404, json: nothing })
    const missing = await api('GET', '/sends/no-such-send')
    expect(missing).toMatchObject({
      status: 404,
      json: { code: 'NOT_FOUND', message: 'There is no send no-such-send.' },
    })
  })
})

describe('guessing tokens', () => {
  it('blocks wrong tokens for 60 s from the sixth within a minute, and never a valid one', async () => {
    const clock = makeFakeClock(Date.now())
    const { api, port } = await startTestServer({ clock })
    const guess = () => api('GET', '/status', { token: 'a-guess' })

    for (let i = 0; i < 20; i++) expect((await api('GET', '/status', { token: null })).status).toBe(401)
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401)
    const sixth = await guess()
    expect(sixth).toMatchObject({ status: 429, json: { code: 'TOO_MANY_REQUESTS' } })
    expect(sixth.json.data.retryAfterMs).toBe(60_000)
    expect(Number(sixth.headers['retry-after'])).toBe(60)
    expect(await upgradeStatusLine(port, { 'Sec-WebSocket-Protocol': 'giftdeck, token.a-guess' })).toContain('429')
    expect((await api('GET', '/status')).status).toBe(200)
    expect((await api('GET', '/status', { token: null })).status).toBe(401)

    await clock.advance(59_999)
    expect((await guess()).status).toBe(429)
    await clock.advance(1)
    expect((await guess()).status).toBe(401)
  })

  it('forgets a wrong token after a minute', async () => {
    const clock = makeFakeClock(Date.now())
    const { api } = await startTestServer({ clock })
    for (let i = 0; i < 12; i++) {
      expect((await api('GET', '/status', { token: 'a-guess' })).status).toBe(401)
      await clock.advance(13_000)
    }
  })

  it('reads a token from the header only', async () => {
    const { api, token } = await startTestServer()
    expect((await api('GET', `/status?token=${token}`, { token: null })).status).toBe(401)
    expect((await api('GET', '/status', { token: null, headers: { cookie: `token=${token}` } })).status).toBe(401)
    expect((await api('GET', '/status', { token: null, headers: { authorization: token } })).status).toBe(401)
    expect((await api('GET', '/status', { token: null, headers: { authorization: `bearer ${token}` } })).status).toBe(
      200,
    )
  })
})

describe('other hosts and other origins', () => {
  const foreignHosts = (port: number) => [
    'evil.example',
    `evil.example:${port}`,
    'localhost',
    `localhost.:${port}`,
    `[::1]:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port === 1 ? 2 : 1}`,
    `127.0.0.1.:${port}`,
  ]

  it('answers 421 to a Host that is not its own, also for static files and the WebSocket', async () => {
    const { api, page, port, token } = await startTestServer()
    for (const host of foreignHosts(port)) {
      expect(await api('GET', '/status', { headers: { host } })).toMatchObject({
        status: 421,
        json: { defined: false, status: 421, code: 'MISDIRECTED_REQUEST' },
      })
      expect((await page('GET', '/', { headers: { host } })).status).toBe(421)
      expect((await page('GET', '/assets/page.js', { headers: { host } })).status).toBe(421)
      const offered = `giftdeck, token.${token}`
      expect(await upgradeStatusLine(port, { Host: host, 'Sec-WebSocket-Protocol': offered })).toContain('421')
    }
  })

  it('answers 403 to a foreign or null Origin on every route, on files and for the WebSocket', async () => {
    const { api, page, port, token } = await startTestServer()
    const foreign = ['null', 'https://evil.example', `http://localhost:${port}`, `https://127.0.0.1:${port}`]
    for (const origin of foreign) {
      const headers = { origin }
      for (const [method, route] of routes)
        expect([origin, route, (await api(method, route, { headers })).status]).toEqual([origin, route, 403])
      for (const target of ['/', '/assets/page.js', '/nothing'])
        expect([origin, target, (await page('GET', target, { headers })).status]).toEqual([origin, target, 403])
      expect((await api('OPTIONS', '/gifts', { token: null, headers })).status).toBe(403)
      const offered = `giftdeck, token.${token}`
      expect(await upgradeStatusLine(port, { Origin: origin, 'Sec-WebSocket-Protocol': offered })).toContain('403')
    }
  })

  it('admits its own page and grants other pages no CORS permission', async () => {
    const { api, page, port } = await startTestServer()
    const own = await api('GET', '/status', { headers: { origin: `http://127.0.0.1:${port}` } })
    expect(own.status).toBe(200)
    const foreign = await api('OPTIONS', '/gifts', {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    const answers = [own, foreign, await api('OPTIONS', '/gifts'), await page('GET', '/')]
    const named = answers.flatMap(({ headers }) => Object.keys(headers))
    expect(named.filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('opens a WebSocket at /rpc and for the events only, and only with a token', async () => {
    const { port, token } = await startTestServer()
    const offered = { 'Sec-WebSocket-Protocol': `giftdeck, token.${token}` }
    expect(await upgradeStatusLine(port, offered)).toContain('101')
    expect(await upgradeStatusLine(port, { ...offered, Origin: `http://127.0.0.1:${port}` })).toContain('101')
    expect(await upgradeStatusLine(port, { ...offered, Authorization: `Bearer ${token}` }, '/api/v1/rpc')).toContain(
      '404',
    )
    expect(await upgradeStatusLine(port, offered, `/rpc?token=${token}`)).toContain('404')
    expect(await upgradeStatusLine(port, offered, '/api/v1/events')).toContain('101')
    expect(await upgradeStatusLine(port, offered, `/api/v1/events?token=${token}`)).toContain('401')
    expect(await upgradeStatusLine(port, {})).toContain('401')
    expect(await upgradeStatusLine(port, { 'Sec-WebSocket-Protocol': 'giftdeck, token.wrong' })).toContain('401')
  })

  it('keeps running when a caller disconnects while it is being refused', async () => {
    const { api, port } = await startTestServer()
    for (let i = 0; i < 20; i++)
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write('GET /rpc HTTP/1.1\r\nHost: evil\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
          socket.resetAndDestroy()
        })
        socket.on('error', () => {})
        socket.on('close', () => resolve())
      })
    expect((await api('GET', '/status')).status).toBe(200)
  })
})
