import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { App } from '../app.ts'
import type { createRouter } from '../router.ts'
import { handlerOptions } from './handler-options.ts'
import type { ConnectionCalls, CallQueue } from './call-queue.ts'
import type { Connections } from './connection-limit.ts'
import { asFile, createWaitOption } from './wait-option.ts'
import { unknownToken, type Authenticator } from '../access/authenticate.ts'
import { serveServerSentEvents } from './serve-events.ts'
import { isEndlessRoute, isPairingRoute, isStopRoute, methodsOf } from './transport.ts'
import { describeApi } from './openapi.ts'
import { readBody } from './request-body.ts'
import * as refusals from '../errors/refusals.ts'
import { isRefusal, refuse, sendJson, setSafetyHeaders } from '../errors/refusals.ts'
import type { Caller } from '../access/scopes.ts'
import type { KnownToken } from '../access/tokens.ts'
import { createSendBacklog } from '../events/send-backlog.ts'

export const api = '/api/v1'

/** The memory of a waiting request in bytes: its headers alone, since a body is read when its call starts. */
const bytesOfRequest = 500

/** The control API over HTTP. */
export interface HttpApi {
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): void
  /** Refuses the waiting calls of revoked tokens and closes their responses that have begun, such as streams. */
  withdraw(isWithdrawn: (token: string) => boolean): void
}

/** An open HTTP connection, with the calls that it carries. */
interface HttpConnection {
  calls: ConnectionCalls
  exchanges: Set<Exchange>
  /**
   * The last caller. Programs repeat one token, and looking it up again would cost more than the rest of a short call.
   */
  known: (KnownToken & { token: string }) | undefined
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  pathname: string
  token: string
  isWithdrawn: boolean
  isLate: boolean
}

export function createHttpApi(deps: {
  app: App
  router: ReturnType<typeof createRouter>
  url: string
  authenticator: Authenticator
  calls: CallQueue
  connections: Connections
}): HttpApi {
  const { app, authenticator, calls, connections } = deps
  const policy = app.ports.policy.server
  const handler = new OpenAPIHandler(deps.router, {
    ...handlerOptions(app),
    interceptors: [asFile, createWaitOption(app)],
  })
  const open = new Map<Socket, HttpConnection>()
  const description = rememberDescription(app.version, deps.url)

  const connectionOf = (socket: Socket): HttpConnection => {
    const known = open.get(socket)
    if (known) return known
    const connection: HttpConnection = {
      calls: calls.addConnection(policy.callsAtOnceOfConnectionCount),
      exchanges: new Set(),
      known: undefined,
    }
    open.set(socket, connection)
    socket.once('close', () => {
      open.delete(socket)
      connection.calls.drop(() => true)
      // Node emits `close` only on the response that is being written. Those pipelined behind it would stay open for
      // ever.
      setImmediate(() => connection.exchanges.forEach(({ response }) => response.emit('close')))
    })
    return connection
  }

  /** A device without a token must not hold a connection that a known device could use. */
  const countAsAnonymous = (socket: Socket) => {
    connections.anonymousRequest(socket)
    return () => undefined
  }

  const identify = (connection: HttpConnection | undefined, token: string, isPairing: boolean) => {
    // The bearer token of a pairing is the secret of that pairing.
    if (isPairing) return { token, scopes: [] }
    if (connection?.known?.token === token) return connection.known
    const identified = authenticator.identify(token)
    return isRefusal(identified) ? identified : { ...identified, token }
  }

  async function handle(exchange: Exchange, { scopes, device }: KnownToken): Promise<void> {
    const { request, response, pathname } = exchange
    setSafetyHeaders(response)
    response.setHeader('Cache-Control', 'no-store')
    if (exchange.isWithdrawn) return refuse(response, unknownToken)
    const methods = pathname === description.path ? ['GET', 'HEAD'] : methodsOf(pathname.slice(api.length))
    if (methods.length === 0) return refuse(response, refusals.nothingHere)
    if (!methods.includes(request.method ?? '')) {
      response.setHeader('Allow', methods.join(', '))
      return refuse(response, refusals.wrongMethod(methods))
    }
    if (pathname === description.path) return sendJson(response, 200, await description.read())
    const body = await readBody(request, policy)
    if (isRefusal(body)) return body.status === 413 ? refuseRest(response, body) : refuse(response, body)
    const key = request.headers['idempotency-key']
    const unsent = createSendBacklog(policy.mostUnsentBytes, () => response.destroy())
    const context: Caller = {
      scopes,
      device,
      unsent,
      isLate: exchange.isLate,
      ...(typeof key === 'string' && { idempotencyKey: key }),
      ...(isPairingRoute(request.method, pathname.slice(api.length)) && { pairing: { bearer: bearer(request) } }),
    }
    if (isEndlessRoute(pathname.slice(api.length)) && scopes.includes('read')) {
      const after = request.headers['last-event-id']
      return serveServerSentEvents(app, response, { unsent, after: typeof after === 'string' ? after : undefined })
    }
    // Node never writes a body for HEAD, so the handler can treat it as GET.
    const adapted = Object.assign(request, {
      body: body.value === undefined ? {} : body.value,
      ...(request.method === 'HEAD' && { method: 'GET' }),
    })
    const { matched } = await handler.handle(adapted, response, { prefix: api, context })
    return matched ? undefined : refuse(response, refusals.nothingHere)
  }

  async function handleSafely(exchange: Exchange, caller: KnownToken): Promise<void> {
    try {
      await handle(exchange, caller)
    } catch (error) {
      // The client disconnected before the body was complete, so there is no request to answer.
      if (exchange.request.destroyed && !exchange.request.complete) return
      app.ports.log.error('A request failed.', { stack: (error as Error).stack })
      if (!exchange.response.headersSent) refuse(exchange.response, refusals.failed)
    }
  }

  return {
    answer(request, response, pathname) {
      const { socket } = request
      const token = bearer(request) ?? ''
      const route = pathname.slice(api.length)
      const isPairing = isPairingRoute(request.method, route)
      const caller = isPairing && isFromPage(request) ? mayNotPair : identify(open.get(socket), token, isPairing)
      if (isRefusal(caller)) {
        connections.anonymousRequest(socket)
        return refuse(response, caller)
      }
      if (caller.scopes.includes('overlay')) return refuse(response, overlaysMayNotCall)
      if (caller.device) app.tokens.markUsed(caller.device.id)
      const isStop = isStopRoute(request.method, route)
      const release = isPairing ? countAsAnonymous(socket) : connections.use(socket, isStop)
      if (!release) {
        response.setHeader('Connection', 'close')
        return refuse(response, refusals.tooManyConnections(policy))
      }
      const exchange: Exchange = {
        request,
        response,
        pathname,
        token,
        isWithdrawn: false,
        isLate: app.stallDetector.hasJustEnded(),
      }
      const connection = connectionOf(socket)
      if (!isPairing) connection.known = caller
      connection.exchanges.add(exchange)
      response.once('close', () => {
        connection.exchanges.delete(exchange)
        release()
      })
      const run = () => handleSafely(exchange, caller)
      const call = { bytes: bytesOfRequest, urgent: isStop, isRead: false, run }
      if (!connection.calls.push(call)) refuse(response, refusals.tooManyCalls(policy))
    },
    withdraw(isWithdrawn) {
      for (const connection of open.values()) {
        connection.known = undefined
        for (const exchange of connection.exchanges) {
          if (!isWithdrawn(exchange.token)) continue
          exchange.isWithdrawn = true
          if (exchange.response.headersSent) exchange.response.destroy()
        }
      }
    },
  }
}

/** Closes the connection with the refusal, because the rest of a body that is too large is never read. */
function refuseRest(response: ServerResponse, refusal: refusals.Refusal) {
  response.setHeader('Connection', 'close')
  refuse(response, refusal)
}

function rememberDescription(version: string, url: string) {
  let made: ReturnType<typeof describeApi> | undefined
  return { path: `${api}/openapi.json`, read: () => (made ??= describeApi(version, url)) }
}

/** Every browser sends an Origin with a POST, and `Sec-Fetch-Site` with every request. */
const isFromPage = ({ headers }: IncomingMessage) =>
  headers.origin !== undefined || headers['sec-fetch-site'] !== undefined

const overlaysMayNotCall: refusals.Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'The token of an overlay can only show the overlay.',
}

const mayNotPair: refusals.Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'A web page may not ask for a token. Open Giftdeck, and make one in the list of devices.',
}

export const bearer = (request: IncomingMessage) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
