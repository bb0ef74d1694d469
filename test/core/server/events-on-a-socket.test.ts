import { describe, expect, it, onTestFinished } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'

/** Touch Portal, a browser page, a script: programs that use WebSocket and JSON, and know nothing of oRPC or SSE. */

type Heard = GiftdeckEvent & { id: string }

function listen({ port, token }: TestServer, { after = '', ...options }: ClientOptions & { after?: string } = {}) {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/events${after}`, { headers, ...options })
  onTestFinished(() => socket.terminate())
  const heard: Heard[] = []
  let refusal: string | undefined
  socket.on('error', ({ message }) => (refusal = message))
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString('utf8'))))
  return { socket, heard, kinds: () => heard.map(({ kind }) => kind), refusal: () => refusal }
}

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
const sends = (heard: readonly Heard[]) => heard.flatMap((event) => (event.kind === 'send' ? [event.send] : []))

async function openRoom() {
  const vendors = await makeVendors()
  const host = await startTestServer()
  await host.client.room.set(roomAt(vendors))
  return host
}

describe('the events on a WebSocket', () => {
  it('begin with a snapshot and continue with every change, each one JSON text with its id', async () => {
    const host = await openRoom()
    const { heard, kinds } = listen(host)
    await until(() => heard.length > 0)
    await host.client.gifts.fire(rose)
    await until(() => sends(heard).some(({ state }) => state === 'delivered'))
    expect(kinds()[0]).toBe('snapshot')
    expect(sends(heard).map(({ state }) => state)).toEqual(['queued', 'sending', 'delivered'])
    for (const { id, seq } of heard) expect(id).toBe(String(seq))
  })

  it('resume after an id without a gap and without a repeat', async () => {
    const host = await openRoom()
    const first = listen(host)
    const { id } = await until(() => first.heard[0])
    first.socket.terminate()
    await host.client.gifts.fire(rose)
    const { heard, kinds } = listen(host, { after: `?after=${id}` })
    await until(() => sends(heard).some(({ state }) => state === 'delivered'))
    expect(kinds()).not.toContain('snapshot')
    const seqs = sends(heard).map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
    expect(Math.min(...seqs)).toBeGreaterThan(Number(id))
  })

  it('start again after an id that is not one of theirs', async () => {
    const host = await openRoom()
    for (const after of ['?after=999999', '?after=x', '?after=-1']) {
      const { heard } = listen(host, { after })
      await until(() => heard.length > 0)
      expect([after, heard[0]!.kind]).toEqual([after, 'snapshot'])
    }
  })

  it('are open to a page too, whose token is sent as a subprotocol', async () => {
    const host = await openRoom()
    for (const protocols of [[`token.${host.token}`], ['giftdeck', `token.${host.token}`]]) {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}/api/v1/events`, protocols)
      onTestFinished(() => socket.terminate())
      const text = await new Promise<string>((resolve) =>
        socket.once('message', (data: Buffer) => resolve(String(data))),
      )
      expect(JSON.parse(text)).toMatchObject({ kind: 'snapshot' })
      expect(socket.protocol).toBe(protocols[0])
    }
  })

  it('are for tokens that may read, and for no page of another origin', async () => {
    const host = await openRoom()
    const strangers = [
      [401, listen({ ...host, token: 'wrong' })],
      [403, listen({ ...host, token: host.tokenFor('fire') })],
      [403, listen(host, { origin: 'http://evil.example' })],
    ] as const
    for (const [status, { refusal, heard }] of strangers) {
      await until(refusal)
      expect(refusal()).toContain(String(status))
      expect(heard).toEqual([])
    }
  })

  it('end with their token', async () => {
    const host = await openRoom()
    const { id, token } = (await host.api('POST', '/tokens', { body: { name: 'Deck', scopes: ['read'] } })).json
    const { socket, heard } = listen({ ...host, token })
    await until(() => heard.length > 0)
    expect((await host.api('DELETE', `/tokens/${id}`)).status).toBe(200)
    await until(() => socket.readyState === WebSocket.CLOSED)
  })

  it('end for a program that no longer answers pings, and not for one that only listens', async () => {
    const events = { ...policy.events, pingEveryMs: 50 }
    const host = await startTestServer({ policy: { ...policy, events } })
    const [alive, dead] = [listen(host), listen(host, { autoPong: false })]
    let pings = 0
    alive.socket.on('ping', () => pings++)
    await until(() => dead.socket.readyState === WebSocket.CLOSED)
    await until(() => pings > 5)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('end for a program that reads too slowly, so that it holds no memory', async () => {
    const server = { ...policy.server, mostUnsentBytes: 2_000 }
    const host = await startTestServer({ policy: { ...policy, server } })
    const { socket } = listen(host)
    await until(() => socket.readyState === WebSocket.CLOSED || socket.readyState === WebSocket.OPEN)
    socket.pause()
    for (let turn = 0; turn < 100; turn++) await host.client.safety.arm({})
    socket.resume()
    await until(() => socket.readyState === WebSocket.CLOSED)
    expect(host.ports.log.lines.map(({ message }) => message)).toContain(
      'A WebSocket was ended, since its client does not read.',
    )
  })

  it('ignore whatever a program sends', async () => {
    const host = await openRoom()
    const { socket, heard } = listen(host)
    await until(() => heard.length > 0)
    for (const text of ['{}', 'STOP', '{"i":"1","p":{"u":"/safety/stop"}}']) socket.send(text)
    await host.client.gifts.fire(rose)
    await until(() => sends(heard).some(({ state }) => state === 'delivered'))
    expect((await host.client.status.get()).stopped).toBe(false)
  })
})
