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
import { costOf, createSendBacklog, type SendBacklog } from '../events/send-backlog.ts'
import { createRouterClient, getEventMeta } from '@orpc/server'
import type { Caller } from '../access/scopes.ts'

/** The two WebSockets: `/rpc` carries every call of the contract, `/api/v1/events` the events alone. */
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
    // A browser takes no answer that names none of what it offered.
    handleProtocols: (offered) => (offered.has('giftdeck') ? 'giftdeck' : ([...offered][0] ?? false)),
  })
  const open = new Map<WebSocket, { token: string; forget?: () => void }>()

  return {
    upgrade(request, socket, head) {
      // The client may disconnect while the refusal is written. An unheard error would end the process.
      socket.on('error', () => socket.destroy())
      // Where Node is older than 24.9, every upgrade comes here.
      const away = authenticator.turnedAway(request) ?? (isSocketUpgrade(request) ? null : nothingHere)
      const token = subprotocolToken(request) ?? bearer(request) ?? ''
      const caller = away ?? authenticator.identify(token)
      if (isRefusal(caller)) return turnAway(socket, caller)
      const { pathname, searchParams } = new URL(request.url!, 'http://line')
      const isForEvents = pathname === eventsPath
      if (isForEvents && !caller.scopes.includes('read')) return turnAway(socket, mayNotRead)
      const free = connections.use(socket, false)
      if (!free) return turnAway(socket, tooManyConnections(policy))
      socket.once('close', free)
      return sockets.handleUpgrade(request, socket, head, (client) => {
        const unsent = createSendBacklog(policy.mostUnsentBytes, () => {
          app.ports.log.warn('A WebSocket was ended, since its client does not read.')
          client.terminate()
        })
        const context = { scopes: caller.scopes, unsent }
        const line = asLine(client, unsent, policy)
        if (isForEvents) {
          open.set(client, { token })
          serveEvents(deps, client, line, { context, after: searchParams.get('after') ?? undefined })
        } else
          open.set(client, {
            token,
            ...serveTransport({ handler, calls, policy, stallDetector: app.stallDetector }, line, context),
          })
        client.on('close', () => open.delete(client))
        // A broken or too large frame closes this connection only. Without a listener, the error would end the process.
        client.on('error', (error) => app.ports.log.warn('A WebSocket broke.', { detail: error.message }))
        // Each ping is answered by itself, also to a client that does not read.
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
const mayNotRead: Refusal = { status: 403, code: 'FORBIDDEN', message: 'This token may not read the events.' }

/** Only what asks for a WebSocket where one is. A query may say where the events go on, and holds no token. */
export const isSocketUpgrade = ({ url, headers }: IncomingMessage) =>
  headers.upgrade?.toLowerCase() === 'websocket' &&
  (url === '/rpc' || /^\/api\/v1\/events(\?after=[^&]*)?$/.test(url ?? ''))

/** It would stay open for as long as the other side wants, since Node's own limits of time end with an upgrade. */
function turnAway(socket: Socket, { status, code }: Refusal) {
  socket.end(`HTTP/1.1 ${status} ${code}\r\nConnection: close\r\n\r\n`, () => socket.destroy())
}

/** Streams pause while much data is unsent. Single answers do not pause, because they are few. */
function asLine(client: WebSocket, unsent: SendBacklog, { pauseAboveBytes }: Policy['server']): Transport {
  let onItsWay = 0
  const wake: (() => void)[] = []
  const sent = (cost: number) => {
    onItsWay -= cost
    unsent.remove(cost)
    if (onItsWay > pauseAboveBytes) return
    for (const each of wake.splice(0)) each()
  }
  return {
    send(text) {
      const cost = costOf(text)
      onItsWay += cost
      unsent.add(cost)
      client.send(text, () => sent(cost))
      if (onItsWay > pauseAboveBytes) return new Promise((resolve) => wake.push(resolve))
      return undefined
    },
    addEventListener: (event, listener) => client.addEventListener(event as 'message', listener),
  }
}

/** A page cannot set headers on a WebSocket, and a query would end up in logs: the token comes as a subprotocol. */
const subprotocolToken = (request: IncomingMessage) =>
  request.headers['sec-websocket-protocol']
    ?.split(',')
    .map((name) => name.trim())
    .find((name) => name.startsWith('token.'))
    ?.slice('token.'.length)

/** Of WebSocket's own codes: the other side may come again. */
const tryAgainLater = 1013

/**
 * The events of `GET /events` for programs that read no server-sent events: each as one JSON text, `id` beside its members.
 * What the client writes is not read.
 */
function serveEvents(
  deps: { app: App; router: ReturnType<typeof createRouter> },
  client: WebSocket,
  line: Pick<Transport, 'send'>,
  { context, after }: { context: Caller; after: string | undefined },
): void {
  const { app } = deps
  const leaving = new AbortController()
  const calls = createRouterClient(deps.router, { context, ...handlerOptions(app) })
  keepAlive(app, client, leaving.signal)
  client.on('close', () => leaving.abort())

  const follow = async () => {
    const events = await calls.events.watch(undefined, {
      signal: leaving.signal,
      ...(after !== undefined && { lastEventId: after }),
    })
    for await (const event of events)
      await line.send(JSON.stringify({ id: getEventMeta(event)?.id ?? String(event.seq), ...event }))
  }
  follow().then(
    () => client.close(),
    (error: Error) => client.close(tryAgainLater, error.message.slice(0, 120)),
  )
}

/** Pings the client, so that a connection whose client is gone is closed. */
function keepAlive({ parts: { clock }, ports: { policy } }: App, client: WebSocket, signal: AbortSignal) {
  let unanswered = 0
  client.on('pong', () => (unanswered = 0))
  const ping = () => {
    if (signal.aborted) return
    if (unanswered >= policy.events.mostUnansweredPingsCount) return client.terminate()
    unanswered++
    client.ping()
    timer = clock.setTimeout(ping, policy.events.pingEveryMs)
  }
  let timer = clock.setTimeout(ping, policy.events.pingEveryMs)
  signal.addEventListener('abort', () => clock.clearTimeout(timer))
}
