import { get } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import type { contract } from '../../../shared/contract/index.ts'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { makeApp, makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'

type Client = ContractRouterClient<typeof contract>
/** Starts a server with the demo room of a first start. */
const openDemo = () => startTestServer({ settings: memorySettings() })

interface Received {
  id: string
  event: GiftdeckEvent
}

/** Subscribes to `/events` as a script would; the list grows as events arrive. */
async function listen({ port, token }: TestServer, lastEventId?: string) {
  const received: Received[] = []
  const kinds = new Set<string>()
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) }
  const request = get({ host: '127.0.0.1', port, path: '/api/v1/events', headers, agent: false })
  onTestFinished(() => void request.destroy())
  request.on('error', () => {})
  let type: string | undefined
  let text = ''
  request.on('response', (response) => {
    type = response.headers['content-type']
    response.on('error', () => {})
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
        // A block without data is a keep-alive.
        if (field('data') === undefined) continue
        kinds.add(field('event') ?? 'none')
        if (field('event') === 'message') received.push({ id: field('id')!, event: JSON.parse(field('data')!) })
      }
    })
  })
  await until(() => received.length > 0)
  return { received, kinds, type: () => type, close: () => request.destroy() }
}

const sendsOf = (received: readonly Received[]) =>
  received.flatMap(({ event }) => (event.kind === 'send' ? [event] : []))

/** Opens a dock's WebSocket. The token is sent as a subprotocol, never in a URL. */
function dock({ port }: TestServer, token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['giftdeck', `token.${token}`])
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  const client: Client = createORPCClient(new SocketLink({ websocket: socket as never }))
  return { socket, client }
}

describe('the event stream', () => {
  it('begins with a snapshot and continues with every change, each with its number', async () => {
    const vendors = await makeVendors()
    const server = await openDemo()
    await server.client.room.set(roomAt(vendors))
    const { received, kinds, type } = await listen(server)
    expect(type()).toContain('text/event-stream')
    expect(received[0]!.event).toMatchObject({ kind: 'snapshot', status: { environment: 'test' }, sends: [] })

    const { id } = (await server.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } })).json
    await server.api('POST', '/arm')
    await until(() => sendsOf(received).some(({ send }) => send.state === 'delivered'))
    await until(() => ['lanes', 'safety', 'reading'].every((kind) => received.some(({ event }) => event.kind === kind)))
    expect([...kinds]).toEqual(['message'])
    expect(sendsOf(received).map(({ send }) => [send.id, send.state])).toEqual([
      [id, 'queued'],
      [id, 'sending'],
      [id, 'delivered'],
    ])
    for (const { id, event } of received) expect(Number(id)).toBe(event.seq)
    for (const { seq, send } of sendsOf(received)) expect(seq).toBe(send.seq)
    const ids = received.map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  })

  it('resumes after Last-Event-ID without a gap and without a repeat', async () => {
    const vendors = await makeVendors()
    const server = await openDemo()
    await server.client.room.set(roomAt(vendors))
    const fire = () => server.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const first = await listen(server)
    await fire()
    await until(() => sendsOf(first.received).some(({ send }) => send.state === 'delivered'))
    first.close()
    const last = first.received.at(-1)!.id

    const missed = await Promise.all(Array.from({ length: 30 }, fire))
    const second = await listen(server, last)
    const later = await Promise.all(Array.from({ length: 10 }, fire))
    const expected = [...missed, ...later].map(({ id }) => id)
    await until(() => {
      const done = new Set(
        sendsOf(second.received)
          .filter(({ send }) => send.state === 'delivered')
          .map(({ send }) => send.id),
      )
      return expected.every((id) => done.has(id))
    })
    const seqs = sendsOf(second.received).map(({ seq }) => seq)
    expect(Math.min(...seqs)).toBeGreaterThan(Number(last))
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
    expect(second.received.some(({ event }) => event.kind === 'snapshot')).toBe(false)
  })

  it('sends after a reconnection all state that has no number of its own', async () => {
    const server = await openDemo()
    const first = await listen(server)
    const last = first.received.at(-1)!.id
    first.close()
    await server.client.deck.set({ keys: [] })
    await server.client.safety.stop()

    const { received } = await listen(server, last)
    const events = await until(() => {
      const kinds = received.map(({ event }) => event)
      return kinds.some(({ kind }) => kind === 'reading') ? kinds : null
    })
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'safety', safety: expect.objectContaining({ stopped: true }) }),
    )
    expect(events).toContainEqual(expect.objectContaining({ kind: 'changed', what: 'deck' }))
    expect(events).not.toContainEqual(expect.objectContaining({ kind: 'snapshot' }))
  })

  it('starts with a snapshot if the last id is unknown', async () => {
    const server = await openDemo()
    for (const id of ['999999999', 'x', '-1'])
      expect((await listen(server, id)).received[0]!.event).toMatchObject({ kind: 'snapshot' })
  })

  it('starts with a snapshot if the history was erased after the last id', async () => {
    const server = await openDemo()
    const first = await listen(server)
    await server.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await until(() => sendsOf(first.received).some(({ send }) => send.state === 'delivered'))
    const last = first.received.at(-1)!.id
    first.close()
    await server.client.sends.erase()
    const { received } = await listen(server, last)
    await until(() => received.length > 0)
    expect(received[0]!.event).toMatchObject({ kind: 'snapshot', sends: [] })
  })

  it('sends a new snapshot when the room changes', async () => {
    const server = await openDemo()
    const { received } = await listen(server)
    await server.client.room.set({ name: 'Second stage', environment: 'sandbox' })
    const rooms = () => received.flatMap(({ event }) => (event.kind === 'snapshot' ? [event.status.room] : []))
    await until(() => rooms().length === 2)
    expect(rooms()).toEqual(['Demo room', 'Second stage'])
  })
})

describe('a dock on the WebSocket', () => {
  it('makes every call its token allows', async () => {
    const server = await openDemo()
    const { client, socket } = dock(server, server.token)
    expect((await client.status.get()).environment).toBe('sandbox')
    expect(socket.protocol).toBe('giftdeck')
    const { id } = await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await until(async () => (await client.sends.get({ id })).state === 'delivered')
    expect((await client.room.set({ name: 'From a dock', environment: 'sandbox' })).name).toBe('From a dock')
  })

  it('follows the same stream', async () => {
    const server = await openDemo()
    const { client } = dock(server, server.tokenFor('read'))
    const kinds: string[] = []
    for await (const event of await client.events.watch()) {
      kinds.push(event.kind)
      if (event.kind === 'safety') break
      if (event.kind === 'snapshot') await server.client.safety.arm({})
    }
    expect(kinds[0]).toBe('snapshot')
    expect(kinds.at(-1)).toBe('safety')
  })

  it('may do what the scope of its token allows and nothing else', async () => {
    const server = await openDemo()
    const reader = dock(server, server.tokenFor('read')).client
    const press = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
    expect((await reader.status.get()).room).toBe('Demo room')
    await expect(reader.gifts.fire(press)).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 })
    await expect(reader.room.get()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await reader.safety.stop()).toMatchObject({ cancelled: 0 })
    await expect(reader.safety.resume()).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 })

    const firer = dock(server, server.tokenFor('fire')).client
    await firer.safety.resume()
    expect((await firer.gifts.fire(press)).state).toBe('queued')
    await expect(firer.status.get()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(firer.tokens.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('gets the same typed errors as a script', async () => {
    const server = await openDemo()
    const { client } = dock(server, server.token)
    await expect(client.gifts.fire({ vendor: 'tencent', giftId: '', count: 1 })).rejects.toMatchObject({
      defined: true,
      code: 'BAD_REQUEST',
      data: { issues: [{ field: 'giftId' }] },
    })
    await expect(client.sends.get({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })

  it('is refused with a wrong token', async () => {
    const server = await openDemo()
    const { socket } = dock(server, 'wrong')
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve))
    expect(error.message).toContain('401')
  })

  it('loses only its own connection if it sends too much or nonsense', async () => {
    const server = await openDemo()
    const bad = dock(server, server.token)
    const good = dock(server, server.token)
    await bad.client.status.get()
    bad.socket.send('x'.repeat(1024 * 1024 + 1))
    await until(() => bad.socket.readyState === WebSocket.CLOSED)
    const odd = dock(server, server.token)
    await odd.client.status.get()
    for (const text of ['not json', '{}', '[]', 'null', '\u0000']) odd.socket.send(text)
    expect((await good.client.status.get()).environment).toBe('sandbox')
    expect((await server.api('GET', '/status')).status).toBe(200)
  })

  it('keeps its calls when it aborts one without an id', async () => {
    const server = await openDemo()
    const { client, socket } = dock(server, server.token)
    const events = await client.events.watch()
    expect((await events.next()).value).toMatchObject({ kind: 'snapshot' })
    const endOfACall = 4
    socket.send(JSON.stringify({ t: endOfACall }))
    await client.status.get()
    await client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1 })
    for await (const event of events) if (event.kind === 'send') break
  })
})

describe('a named token', () => {
  it('survives a restart', async () => {
    const deps = { settings: memorySettings(), dataDir: makeFolder() }
    const before = await startTestServer(deps)
    const made = await before.api('POST', '/tokens', { body: { name: 'Stream Deck', scopes: ['read', 'fire'] } })
    expect(made).toMatchObject({ status: 201, json: { name: 'Stream Deck', scopes: ['read', 'fire'] } })
    const { token } = made.json
    expect((await before.api('GET', '/status', { token })).status).toBe(200)
    await before.stop()

    const after = await startTestServer(deps)
    expect((await after.api('GET', '/status', { token })).status).toBe(200)
    expect((await after.api('GET', '/room', { token })).status).toBe(403)
    expect((await after.api('GET', '/status', { token: before.token })).status).toBe(401)
    expect((await after.api('GET', '/tokens')).json.items).toMatchObject([{ id: made.json.id, name: 'Stream Deck' }])
  })

  it('stops working when it is revoked, and its connection is closed', async () => {
    const server = await openDemo()
    const { json } = await server.api('POST', '/tokens', { body: { name: 'Dock', scopes: ['read'] } })
    const open = dock(server, json.token)
    await open.client.status.get()
    expect((await server.api('DELETE', `/tokens/${json.id}`)).json).toEqual({ revoked: true })
    expect((await server.api('GET', '/status', { token: json.token })).status).toBe(401)
    await until(() => open.socket.readyState === WebSocket.CLOSED)
  })

  it('may revoke itself and gets an answer', async () => {
    const server = await openDemo()
    const { json } = await server.api('POST', '/tokens', { body: { name: 'Setup', scopes: ['admin'] } })
    const { token } = json
    expect((await server.api('DELETE', `/tokens/${json.id}`, { token })).json).toEqual({ revoked: true })
    expect((await server.api('GET', '/room', { token })).status).toBe(401)
  })

  it('needs a name and at least one known scope', async () => {
    const { api } = await openDemo()
    for (const [body, field] of [
      [{ name: '', scopes: ['read'] }, 'name'],
      [{ name: 'Dock', scopes: [] }, 'scopes'],
      [{ name: 'Dock', scopes: ['any'] }, 'scopes.0'],
    ] as const)
      expect(await api('POST', '/tokens', { body })).toMatchObject({
        status: 400,
        json: { data: { issues: [{ field }] } },
      })
  })
})

describe("the window's own port", () => {
  /** Makes two ends of a port that carries only strings, as the preload's does. */
  function makePort() {
    const page: ((event: { data: string }) => void)[] = []
    const core: ((event?: { data: string }) => void)[] = []
    const closed: (() => void)[] = []
    const deliver = (to: ((event: { data: string }) => void)[], text: unknown) => {
      expect(typeof text).toBe('string')
      setImmediate(() => to.forEach((listener) => listener({ data: text as string })))
    }
    return {
      page: {
        postMessage: (text: string) => deliver(core, text),
        onMessage: { addListener: (listener: (text: unknown) => void) => void page.push(({ data }) => listener(data)) },
        onDisconnect: { addListener: (listener: () => void) => void closed.push(listener) },
      },
      core: {
        on: (event: 'message' | 'close', listener: (event?: { data: string }) => void) =>
          void (event === 'message' ? core.push(listener) : closed.push(listener)),
        postMessage: (text: string) => deliver(page, text),
      },
      close: () => closed.forEach((listener) => listener()),
    }
  }

  it('makes every call, carries typed errors and streams', async () => {
    const { app } = await makeApp()
    const ends = makePort()
    serveWindow(app, ends.core)
    const client: Client = createORPCClient(new PortLink({ port: ends.page as never }))
    expect((await client.room.get()).name).toBe('Demo room')
    const { id } = await client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1 })
    await until(async () => (await client.sends.get({ id })).state === 'delivered')
    await expect(client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 0 })).rejects.toMatchObject({
      defined: true,
      code: 'BAD_REQUEST',
      data: { issues: [{ field: 'count' }] },
    })
    for await (const event of await client.events.watch()) {
      expect(event).toMatchObject({ kind: 'snapshot', sends: [{ id }] })
      break
    }
    ends.close()
  })
})
