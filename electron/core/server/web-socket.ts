import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { RPCHandler } from '@orpc/server/websocket'
import { WebSocketServer, type WebSocket } from 'ws'
import type { App } from '../app.ts'
import type { createRouter } from '../router.ts'
import { handlerOptions } from './handler-options.ts'
import type { CallQueue } from './call-queue.ts'
import type { Connections } from './connection-limit.ts'
import type { Policy } from '../policy.ts'
import type { Authenticator } from '../access/authenticate.ts'
import { api, bearer } from './http-api.ts'
import { serveTransport, type Transport } from './transport.ts'
import { isRefusal, nothingHere, tooManyConnections, type Refusal } from '../errors/refusals.ts'
import { serveEventTexts } from './serve-events.ts'
import { serveOverlay } from './overlay-events.ts'
import { costOf, createSendBacklog, type SendBacklog } from '../events/send-backlog.ts'
import type { Caller } from '../access/scopes.ts'

/**
 * The three WebSockets: `/rpc` carries every call of the contract, `/api/v1/events` the events alone, and
 * `/overlay/events` what an overlay shows.
 */
interface WebSocketApi {
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void
  /** Ends the connections of a revoked token and drops their waiting calls. */
  withdraw(isWithdrawn: (token: string) => boolean): void
  close(): void
}

export function createWebSocketApi(deps: {
  app: App
  router: ReturnType<typeof createRouter>
  authenticator: Authenticator
  calls: CallQueue
  connections: Connections
}): WebSocketApi {
  const { app, authenticator, calls, connections } = deps
  const policy = app.ports.policy.server
  const handler = new RPCHandler(deps.router, handlerOptions(app))
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: policy.largestBodyBytes,
    // A browser rejects a handshake whose answer names none of the subprotocols that it offered.
    handleProtocols: (offered) => (offered.has('giftdeck') ? 'giftdeck' : ([...offered][0] ?? false)),
  })
  const open = new Map<WebSocket, { token: string; device: Caller['device']; forget?: () => void }>()
  const { mostSocketsOfDeviceCount } = app.ports.policy.access
  const socketsOf = (id: string) => [...open.values()].filter(({ device }) => device?.id === id).length

  return {
    upgrade(request, socket, head) {
      // The client may disconnect while the refusal is written. Without a listener, the error would end the process.
      socket.on('error', () => socket.destroy())
      // Node before 24.9 ignores `shouldUpgradeCallback`, so every upgrade request arrives here.
      const refusal = authenticator.checkOrigin(request) ?? (isSocketUpgrade(request) ? null : nothingHere)
      const token = subprotocolToken(request) ?? bearer(request) ?? ''
      const caller = refusal ?? authenticator.identify(token)
      if (isRefusal(caller)) return refuseUpgrade(socket, caller)
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
      const isForEvents = pathname === eventsPath
      const isForOverlay = pathname === overlayPath
      const { device, scopes } = caller
      // The scope of an overlay stands alone, in both directions.
      if (isForOverlay !== scopes.includes('overlay')) return refuseUpgrade(socket, mayNotRead)
      if (isForEvents && !scopes.includes('read')) return refuseUpgrade(socket, mayNotRead)
      if (device && socketsOf(device.id) >= mostSocketsOfDeviceCount) return refuseUpgrade(socket, tooManySockets)
      const release = connections.use(socket, false)
      if (!release) return refuseUpgrade(socket, tooManyConnections(policy))
      socket.once('close', release)
      return sockets.handleUpgrade(request, socket, head, (client) => {
        const unsent = createSendBacklog(policy.mostUnsentBytes, () => {
          app.ports.log.warn('A WebSocket was ended, since its client does not read.')
          client.terminate()
        })
        const context = { scopes, device, unsent }
        const transport = asTransport(client, unsent, policy)
        const after = searchParams.get('after') ?? undefined
        if (isForOverlay && device) {
          open.set(client, { token, device })
          const page = app.broadcast.overlays.opened(device.id)
          client.on('pong', page.seen)
          client.on('close', page.closed)
          serveUntilClosed(client, (signal) => {
            keepAlive(app, client, app.ports.policy.overlays, signal)
            return serveOverlay(app, transport, { id: device.id, after, unsent, signal })
          })
        } else if (isForEvents) {
          open.set(client, { token, device })
          serveUntilClosed(client, (signal) => {
            keepAlive(app, client, app.ports.policy.events, signal)
            return serveEventTexts(app, transport, { after, unsent, signal })
          })
        } else
          open.set(client, {
            token,
            device,
            ...serveTransport({ handler, calls, policy, stallDetector: app.stallDetector }, transport, context),
          })
        client.on('close', () => open.delete(client))
        const markUsed = () => device && app.tokens.markUsed(device.id)
        markUsed()
        client.on('message', markUsed)
        client.on('pong', markUsed)
        // A broken or too large frame closes this connection only. Without a listener, the error would end the process.
        client.on('error', (error) => app.ports.log.warn('A WebSocket broke.', { detail: error.message }))
        // ws answers each ping automatically. A client that pings and does not read would fill the memory with pongs.
        client.on('ping', () => client.bufferedAmount > policy.pauseAboveBytes && client.terminate())
      })
    },
    withdraw(isWithdrawn) {
      for (const [client, { token, forget }] of open) {
        if (!isWithdrawn(token)) continue
        forget?.()
        client.terminate()
      }
    },
    close() {
      for (const client of sockets.clients) client.terminate()
    },
  }
}

const eventsPath = `${api}/events`
const overlayPath = '/overlay/events'
const tooManySockets: Refusal = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'This device has too many WebSockets open. Close one first.',
}
const mayNotRead: Refusal = { status: 403, code: 'FORBIDDEN', message: 'This token may not read the events.' }

/**
 * True for an upgrade at a path that has a WebSocket. The query may hold only `after`, since a token would be logged.
 */
export const isSocketUpgrade = ({ url, headers }: IncomingMessage) =>
  headers.upgrade?.toLowerCase() === 'websocket' &&
  (url === '/rpc' || /^\/(api\/v1|overlay)\/events(\?after=[^&]*)?$/.test(url ?? ''))

/** Answers with the refusal and closes the socket. After an upgrade, Node's own timeouts no longer close it. */
function refuseUpgrade(socket: Socket, { status, code }: Refusal) {
  socket.end(`HTTP/1.1 ${status} ${code}\r\nConnection: close\r\n\r\n`, () => socket.destroy())
}

/** Streams pause while much data is unsent. Single answers do not pause, because they are few. */
function asTransport(client: WebSocket, unsent: SendBacklog, { pauseAboveBytes }: Policy['server']): Transport {
  let pendingBytes = 0
  const wake: (() => void)[] = []
  const sent = (cost: number) => {
    pendingBytes -= cost
    unsent.remove(cost)
    if (pendingBytes > pauseAboveBytes) return
    for (const each of wake.splice(0)) each()
  }
  return {
    send(text) {
      const cost = costOf(text)
      pendingBytes += cost
      unsent.add(cost)
      client.send(text, () => sent(cost))
      if (pendingBytes > pauseAboveBytes) return new Promise((resolve) => wake.push(resolve))
      return undefined
    },
    addEventListener: (event, listener) => client.addEventListener(event as 'message', listener),
  }
}

/** The token of a page is a subprotocol. A page cannot set headers on a WebSocket, and a query would end up in logs. */
const subprotocolToken = (request: IncomingMessage) =>
  request.headers['sec-websocket-protocol']
    ?.split(',')
    .map((name) => name.trim())
    .find((name) => name.startsWith('token.'))
    ?.slice('token.'.length)

/** WebSocket close code 1013: the client may connect again later. */
const tryAgainLater = 1013

/** Serves one stream until the client has gone, and closes the WebSocket when the stream ends. */
function serveUntilClosed(client: WebSocket, serve: (signal: AbortSignal) => Promise<void>): void {
  const closed = new AbortController()
  client.on('close', () => closed.abort())
  serve(closed.signal).then(
    () => client.close(),
    (error: Error) => client.close(tryAgainLater, error.message.slice(0, 120)),
  )
}

/** Pings the client, so that the connection is closed when the client has gone without closing it. */
function keepAlive(
  { deps: { clock } }: App,
  client: WebSocket,
  policy: { pingEveryMs: number; mostUnansweredPingsCount: number },
  signal: AbortSignal,
) {
  let unanswered = 0
  client.on('pong', () => (unanswered = 0))
  const ping = () => {
    if (signal.aborted) return
    if (unanswered >= policy.mostUnansweredPingsCount) return client.terminate()
    unanswered++
    client.ping()
    timer = clock.setTimeout(ping, policy.pingEveryMs)
  }
  let timer = clock.setTimeout(ping, policy.pingEveryMs)
  signal.addEventListener('abort', () => clock.clearTimeout(timer))
}
