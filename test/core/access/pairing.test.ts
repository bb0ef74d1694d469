import { describe, expect, it } from 'vitest'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { startTestServer, type TestServer } from '../server/start-test-server.ts'

const asked = { name: 'Stream Deck', scopes: ['read', 'fire'] }
const ask = (server: TestServer, body: object = asked, headers: Record<string, string> = {}) =>
  server.api('POST', '/pairings', { token: null, body, headers })
const readAnswer = (server: TestServer, { id, secret }: { id: string; secret: string }) =>
  server.api('GET', `/pairings/${id}`, { token: secret })
const waiting = async (server: TestServer) => (await server.client.pairings.list()).items

/** A server on a clock that the test moves. */
async function openServer() {
  const clock = makeFakeClock()
  return { clock, server: await startTestServer({ clock }) }
}

describe('a device without a token', () => {
  it('asks for one, and reads it once after the host has accepted the device', async () => {
    const server = await startTestServer()
    const { status, json } = await ask(server)
    expect([status, Object.keys(json).toSorted()]).toEqual([202, ['code', 'id', 'secret']])
    expect(await waiting(server)).toMatchObject([{ id: json.id, code: json.code, ...asked }])
    expect((await readAnswer(server, json)).json).toEqual({ state: 'waiting' })

    await server.client.pairings.accept({ id: json.id, scopes: ['read', 'fire'] })
    const { json: answer } = await readAnswer(server, json)
    expect(answer).toMatchObject({ state: 'accepted', scopes: ['read', 'fire'] })
    expect((await server.api('GET', '/status', { token: answer.token })).status).toBe(200)
    expect((await readAnswer(server, json)).json).toEqual({ state: 'accepted' })
    expect((await server.client.tokens.list()).items).toMatchObject([{ name: 'Stream Deck' }])
    expect(await waiting(server)).toEqual([])
  })

  it('reads its answer also with the secret in the query', async () => {
    const server = await startTestServer()
    const { id, secret } = (await ask(server)).json
    const { json } = await server.api('GET', `/pairings/${id}?secret=${secret}`, { token: null })
    expect(json).toEqual({ state: 'waiting' })
  })

  it('gets only the scopes that the host leaves to it, and never more than it asked for', async () => {
    const server = await startTestServer()
    const { json } = await ask(server, { name: 'Counter', scopes: ['read'] })
    const more = server.client.pairings.accept({ id: json.id, scopes: ['read', 'fire'] })
    await expect(more).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await server.client.pairings.accept({ id: json.id, scopes: ['read'] })
    const { token } = (await readAnswer(server, json)).json
    const press = await server.api('POST', '/gifts', { token, body: { vendor: 'tencent', giftId: 'rose', count: 1 } })
    expect([press.status, press.json.code]).toEqual([403, 'FORBIDDEN'])
  })

  it('cannot ask for admin', async () => {
    const server = await startTestServer()
    const { status, json } = await ask(server, { name: 'Greedy', scopes: ['read', 'admin'] })
    expect([status, json.data.issues[0].field]).toEqual([400, 'scopes.1'])
    expect(await waiting(server)).toEqual([])
  })

  it('gets no token if the host refuses it', async () => {
    const server = await startTestServer()
    const { json } = await ask(server)
    await server.client.pairings.refuse({ id: json.id })
    expect((await readAnswer(server, json)).json).toEqual({ state: 'refused' })
    await expect(server.client.pairings.accept({ id: json.id, scopes: ['read'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect((await server.client.tokens.list()).items).toEqual([])
  })
})

describe('a request for a token', () => {
  it('is refused to a web page, to that of Giftdeck too', async () => {
    const server = await startTestServer()
    const own = await ask(server, asked, { origin: `http://127.0.0.1:${server.port}` })
    const foreign = await ask(server, asked, { origin: 'https://example.com' })
    const navigation = await ask(server, asked, { 'sec-fetch-site': 'none' })
    expect([own.status, foreign.status, navigation.status]).toEqual([403, 403, 403])
    await expect(server.client.pairings.request({ name: 'Page', scopes: ['read'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await waiting(server)).toEqual([])
  })

  it('is refused while another device waits, so that the host cannot accept the wrong one', async () => {
    const server = await startTestServer()
    const { json: first } = await ask(server)
    const second = await ask(server, { name: 'Second', scopes: ['read'] })
    expect([second.status, second.json.code]).toEqual([409, 'BUSY'])
    expect((await waiting(server)).map(({ id }) => id)).toEqual([first.id])
  })

  it('is answered to nobody who does not know its secret', async () => {
    const server = await startTestServer()
    const { id, code } = (await ask(server)).json
    await server.client.pairings.accept({ id, scopes: ['read'] })
    for (const secret of [code, 'wrong']) {
      const { status, json } = await readAnswer(server, { id, secret })
      expect([secret, status, json.token]).toEqual([secret, 404, undefined])
    }
    expect((await server.api('GET', `/pairings/${id}`, { token: null })).status).toBe(404)
  })

  it('ends after a minute, and cannot be accepted any more', async () => {
    const { server, clock } = await openServer()
    const { json } = await ask(server)
    await clock.advance(60_000)
    expect((await readAnswer(server, json)).json).toEqual({ state: 'expired' })
    expect(await waiting(server)).toEqual([])
    await expect(server.client.pairings.accept({ id: json.id, scopes: ['read'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('is refused after three within a minute, and says how long to wait', async () => {
    const { server, clock } = await openServer()
    for (let time = 0; time < 3; time++) {
      const { json } = await ask(server)
      await server.client.pairings.refuse({ id: json.id })
      await clock.advance(10_000)
    }
    const fourth = await ask(server)
    expect([fourth.status, fourth.json.data]).toEqual([429, { retryAfterMs: 30_000 }])
    await clock.advance(30_000)
    expect((await ask(server)).status).toBe(202)
  })

  it('leaves no token in memory for a device that never reads it', async () => {
    const { server, clock } = await openServer()
    const { json } = await ask(server)
    await server.client.pairings.accept({ id: json.id, scopes: ['read'] })
    await clock.advance(60_000)
    expect((await readAnswer(server, json)).json).toEqual({ state: 'accepted' })
  })
})

describe('a device', () => {
  it('shows when it was last used, to the minute', async () => {
    const { server, clock } = await openServer()
    const { json: device } = await server.api('POST', '/tokens', { body: asked })
    const lastUse = async () => (await server.client.tokens.list()).items[0]!.lastUsedAt
    expect(await lastUse()).toBeUndefined()
    await server.api('GET', '/status', { token: device.token })
    const first = await lastUse()
    expect(first).toBe(new Date(clock.now()).toISOString())
    await clock.advance(30_000)
    await server.api('GET', '/status', { token: device.token })
    expect(await lastUse()).toBe(first)
    await clock.advance(30_000)
    await server.api('GET', '/status', { token: device.token })
    expect(await lastUse()).toBe(new Date(clock.now()).toISOString())
  })

  it('is one of at most fifty', async () => {
    const server = await startTestServer()
    for (let index = 0; index < 50; index++) await server.client.tokens.create({ name: `${index}`, scopes: ['read'] })
    const { status, json } = await server.api('POST', '/tokens', { body: asked })
    expect([status, json.message]).toEqual([400, expect.stringContaining('at most 50 devices')])
  })
})
