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
import { isStopRoute, methodsOf } from './transport.ts'
import { describeApi } from './openapi.ts'
import { readBody } from './request-body.ts'
import * as refusals from '../errors/refusals.ts'
import { isRefusal, refuse, sendJson, setSafetyHeaders } from '../errors/refusals.ts'
import type { Caller } from '../access/scopes.ts'
import { createSendBacklog } from '../events/send-backlog.ts'

export const api = '/api/v1'

/** A request that waits holds no more than its headers; how many may wait is counted. In bytes. */
const costOfRequest = 500

/** The control API over HTTP. */
export interface HttpApi {
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): void
  /** Ends what goes on with a token that is none any more, and what waits with it. */
  withdraw(isWithdrawn: (token: string) => boolean): void
}

/** One connection. */
interface HttpConnection {
  calls: ConnectionCalls
  exchanges: Set<Exchange>
  /** Whoever asked last. A program asks with one token all the time, and a look at the tokens costs more than the rest. */
  known: { token: string; scopes: Caller['scopes'] } | undefined
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
  const lines = new Map<Socket, HttpConnection>()
  const description = rememberDescription(app.version, deps.url)

  const lineOf = (socket: Socket): HttpConnection => {
    const known = lines.get(socket)
    if (known) return known
    const line: HttpConnection = {
      calls: calls.line(policy.callsAtOnceOfConnectionCount),
      exchanges: new Set(),
      known: undefined,
    }
    lines.set(socket, line)
    socket.once('close', () => {
      lines.delete(socket)
      line.calls.drop(() => true)
      // Node tells only the answer that is being written. One that waits for it would stay open for ever.
      setImmediate(() => line.exchanges.forEach(({ response }) => response.emit('close')))
    })
    return line
  }

  const identify = (line: HttpConnection | undefined, token: string) => {
    if (line?.known?.token === token) return line.known
    const identified = authenticator.identify(token)
    return isRefusal(identified) ? identified : { token, scopes: identified.scopes }
  }

  async function handle(exchange: Exchange, scopes: Caller['scopes']): Promise<void> {
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
    const context = { scopes, unsent, isLate: exchange.isLate, ...(typeof key === 'string' && { idempotencyKey: key }) }
    // Node never writes a body for HEAD, so the handler can treat it as GET.
    const asked = Object.assign(request, {
      body: body.value === undefined ? {} : body.value,
      ...(request.method === 'HEAD' && { method: 'GET' }),
    })
    const { matched } = await handler.handle(asked, response, { prefix: api, context })
    return matched ? undefined : refuse(response, refusals.nothingHere)
  }

  async function handleSafely(exchange: Exchange, scopes: Caller['scopes']): Promise<void> {
    try {
      await handle(exchange, scopes)
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
      const caller = identify(lines.get(socket), token)
      if (isRefusal(caller)) {
        connections.asked(socket)
        return refuse(response, caller)
      }
      const isStop = isStopRoute(request.method, pathname.slice(api.length))
      const free = connections.use(socket, isStop)
      if (!free) {
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
      const line = lineOf(socket)
      line.known = caller
      line.exchanges.add(exchange)
      response.once('close', () => {
        line.exchanges.delete(exchange)
        free()
      })
      const run = () => handleSafely(exchange, caller.scopes)
      const call = { bytes: costOfRequest, urgent: isStop, isRead: false, run }
      if (!line.calls.push(call)) refuse(response, refusals.tooManyCalls(policy))
    },
    withdraw(isWithdrawn) {
      for (const line of lines.values()) {
        line.known = undefined
        for (const exchange of line.exchanges) {
          if (!isWithdrawn(exchange.token)) continue
          exchange.isWithdrawn = true
          if (exchange.response.headersSent) exchange.response.destroy()
        }
      }
    },
  }
}

/** Nobody reads the rest of what is too large. */
function refuseRest(response: ServerResponse, refusal: refusals.Refusal) {
  response.setHeader('Connection', 'close')
  refuse(response, refusal)
}

function rememberDescription(version: string, url: string) {
  let made: ReturnType<typeof describeApi> | undefined
  return { path: `${api}/openapi.json`, read: () => (made ??= describeApi(version, url)) }
}

export const bearer = (request: IncomingMessage) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
