import { describe, expect, it, onTestFinished } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'

/** An event as a program gets it that uses WebSocket and JSON alone, such as Touch Portal, a page or a script. */

type Received = GiftdeckEvent & { id: string }

function listen({ port, token }: TestServer, { after = '', ...options }: ClientOptions & { after?: string } = {}) {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/events${after}`, { headers, ...options })
  onTestFinished(() => socket.terminate())
  const received: Received[] = []
  let refusal: string | undefined
  socket.on('error', ({ message }) => (refusal = message))
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString('utf8'))))
  return { socket, received, kinds: () => received.map(({ kind }) => kind), refusal: () => refusal }
}

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const sends = (received: readonly Received[]) =>
  received.flatMap((event) => (event.kind === 'send' ? [event.send] : []))

async function openRoom() {
  const vendors = await makeVendors()
  const server = await startTestServer()
  await server.client.room.set(roomAt(vendors))
  return server
}

describe('the events on a WebSocket', () => {
  it('begin with a snapshot and continue with every change, each one JSON text with its id', async () => {
    const server = await openRoom()
    const { received, kinds } = listen(server)
    await until(() => received.length > 0)
    await server.client.gifts.fire(rose)
    await until(() => sends(received).some(({ state }) => state === 'delivered'))
    expect(kinds()[0]).toBe('snapshot')
    expect(sends(received).map(({ state }) => state)).toEqual(['queued', 'sending', 'delivered'])
    for (const { id, seq } of received) expect(id).toBe(String(seq))
  })

  it('resume after an id without a gap and without a repeat', async () => {
    const server = await openRoom()
    const first = listen(server)
    const { id } = await until(() => first.received[0])
    first.socket.terminate()
    await server.client.gifts.fire(rose)
    const { received, kinds } = listen(server, { after: `?after=${id}` })
    await until(() => sends(received).some(({ state }) => state === 'delivered'))
    expect(kinds()).not.toContain('snapshot')
    const seqs = sends(received).map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
    expect(Math.min(...seqs)).toBeGreaterThan(Number(id))
  })

  it('start with a snapshot after an id that is unknown', async () => {
    const server = await openRoom()
    for (const after of ['?after=999999', '?after=x', '?after=-1']) {
      const { received } = listen(server, { after })
      await until(() => received.length > 0)
      expect([after, received[0]!.kind]).toEqual([after, 'snapshot'])
    }
  })

  it('are open to a page too, whose token is sent as a subprotocol', async () => {
    const server = await openRoom()
    for (const protocols of [[`token.${server.token}`], ['giftdeck', `token.${server.token}`]]) {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/v1/events`, protocols)
      onTestFinished(() => socket.terminate())
      const text = await new Promise<string>((resolve) =>
        socket.once('message', (data: Buffer) => resolve(String(data))),
      )
      expect(JSON.parse(text)).toMatchObject({ kind: 'snapshot' })
      expect(socket.protocol).toBe(protocols[0])
    }
  })

  it('are for tokens that may read, and for no page of another origin', async () => {
    const server = await openRoom()
    const strangers = [
      [401, listen({ ...server, token: 'wrong' })],
      [403, listen({ ...server, token: server.tokenFor('fire') })],
      [403, listen(server, { origin: 'http://evil.example' })],
    ] as const
    for (const [status, { refusal, received }] of strangers) {
      await until(refusal)
      expect(refusal()).toContain(String(status))
      expect(received).toEqual([])
    }
  })

  it('end when their token is removed', async () => {
    const server = await openRoom()
    const { id, token } = (await server.api('POST', '/tokens', { body: { name: 'Deck', scopes: ['read'] } })).json
    const { socket, received } = listen({ ...server, token })
    await until(() => received.length > 0)
    expect((await server.api('DELETE', `/tokens/${id}`)).status).toBe(200)
    await until(() => socket.readyState === WebSocket.CLOSED)
  })

  it('end for a program that no longer answers pings, and not for one that only listens', async () => {
    const events = { ...policy.events, pingEveryMs: 50 }
    const server = await startTestServer({ policy: { ...policy, events } })
    const [alive, dead] = [listen(server), listen(server, { autoPong: false })]
    let pings = 0
    alive.socket.on('ping', () => pings++)
    await until(() => dead.socket.readyState === WebSocket.CLOSED)
    await until(() => pings > 5)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('end for a program that reads too slowly, so that it holds no memory', async () => {
    const bounds = { ...policy.server, mostUnsentBytes: 2_000 }
    const server = await startTestServer({ policy: { ...policy, server: bounds } })
    const { socket } = listen(server)
    await until(() => socket.readyState === WebSocket.CLOSED || socket.readyState === WebSocket.OPEN)
    socket.pause()
    for (let turn = 0; turn < 100; turn++) await server.client.safety.arm({})
    socket.resume()
    await until(() => socket.readyState === WebSocket.CLOSED)
    expect(server.ports.log.lines.map(({ message }) => message)).toContain(
      'A WebSocket was ended, since its client does not read.',
    )
  })

  it('ignore whatever a program sends', async () => {
    const server = await openRoom()
    const { socket, received } = listen(server)
    await until(() => received.length > 0)
    for (const text of ['{}', 'STOP', '{"i":"1","p":{"u":"/safety/stop"}}']) socket.send(text)
    await server.client.gifts.fire(rose)
    await until(() => sends(received).some(({ state }) => state === 'delivered'))
    expect((await server.client.status.get()).stopped).toBe(false)
  })
})
