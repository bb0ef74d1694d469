import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Receipt } from '../../shared/contract/send.ts'

/** A receipt of one gift of the key `rose`. */
export const receiptOf = (id: string, state: Receipt['state'], seq: number): Receipt => ({
  id,
  seq,
  pressed: seq,
  session: 'session-1',
  vendor: 'tencent',
  kind: 'gift',
  state,
  message: '',
  advice: '',
  attempts: 1,
  environment: 'test',
  roomName: 'Stage',
  roomId: 'stage',
  gift: { giftId: 'rose', count: 1, from: 'fan' },
  key: { id: 'rose', room: 'Stage' },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
})

const rose = { id: 'rose', label: 'Rose', icon: '🌹', gifts: [{ vendor: 'tencent', giftId: 'rose' }] }
const answers: Record<string, unknown> = {
  'GET /deck': { room: 'Stage', pages: [{ id: 'one', name: '', keys: [rose] }], keys: [] },
  'GET /templates': { templates: [], variables: [] },
  'GET /deck/totals': { session: 'session-1', seq: 0, keys: [] },
  'GET /ping': { at: '2026-01-01T00:00:00.000Z' },
}

/** Plays the control API for what the real server cannot be made to do: stop answering, or answer in a chosen order. */
export async function startFakeGiftdeck() {
  const requests: { route: string; at: number; idempotencyKey: string | undefined }[] = []
  const sockets = new Set<WebSocket>()
  /** Overrides an answer; `'hang'` never answers, a number is a status without a body. */
  const overrides = new Map<string, (() => Promise<unknown>) | 'hang' | number>()
  let isFrozen = false
  const routeOf = ({ method, url = '' }: IncomingMessage) => `${method} ${url.replace('/api/v1', '')}`

  const server = createServer((request, response) => {
    const route = routeOf(request)
    requests.push({ route, at: performance.now(), idempotencyKey: request.headers['idempotency-key'] as string })
    const override = overrides.get(route)
    if (isFrozen || override === 'hang') return
    if (typeof override === 'number') return void response.writeHead(override).end('{}')
    void (async () => {
      const body = override ? await override() : answers[route]
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body ?? {}))
    })()
  })
  const events = new WebSocketServer({ server, path: '/api/v1/events' })
  events.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const status = { room: 'Stage', environment: 'test', stopped: false, armed: false, connections: [], lanes: [] }
    socket.send(JSON.stringify({ kind: 'snapshot', id: '0', seq: 0, status, readings: [], sends: [] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate()
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    overrides,
    requestsOf: (route: string) => requests.filter((request) => request.route === route),
    publish: (send: Receipt) =>
      sockets.forEach((socket) =>
        socket.send(JSON.stringify({ kind: 'send', id: String(send.seq), seq: send.seq, send })),
      ),
    freeze: () => (isFrozen = true),
    dropSockets: () => sockets.forEach((socket) => socket.terminate()),
  }
}
