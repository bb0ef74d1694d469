import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/node'
import type { App } from '../app.ts'
import { badField } from '../fail.ts'
import { doorOptions, type createRouter } from '../router.ts'
import type { CallLine, CallQueue } from './call-queue.ts'
import type { Connections } from './connections.ts'
import { asFile } from './file-answer.ts'
import { unknownToken, type Gate } from './gate.ts'
import { isStopRoute } from './known-calls.ts'
import { describeApi } from './openapi.ts'
import * as refusals from './refusals.ts'
import { isRefusal, refuse, sendJson, setSafetyHeaders } from './refusals.ts'
import type { Caller } from './scopes.ts'
import { createUnsent } from './unsent.ts'
import { createWaitForEnds } from './wait-for-ends.ts'

export const api = '/api/v1'

/** A request that waits holds no more than its headers; how many may wait is counted. In bytes. */
const costOfRequest = 500

/** The control API over HTTP. */
export interface HttpDoor {
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): void
  /** Ends what goes on with a token that is none any more, and what waits with it. */
  withdraw(isWithdrawn: (token: string) => boolean): void
}

/** One connection. */
interface Line {
  calls: CallLine
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
}

export function createHttpDoor(deps: {
  app: App
  router: ReturnType<typeof createRouter>
  url: string
  gate: Gate
  calls: CallQueue
  connections: Connections
}): HttpDoor {
  const { app, gate, calls, connections } = deps
  const policy = app.ports.policy.server
  const handler = new OpenAPIHandler(deps.router, {
    ...doorOptions(app),
    // Bodies sent in chunks name no length, so the bytes themselves are counted.
    plugins: [new BodyLimitPlugin({ maxBodySize: policy.largestBodyBytes })],
    interceptors: [namedBody, asFile, createWaitForEnds(app)],
  })
  const lines = new Map<Socket, Line>()
  let description: ReturnType<typeof describeApi> | undefined

  const lineOf = (socket: Socket): Line => {
    const known = lines.get(socket)
    if (known) return known
    const line: Line = {
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

  const identify = (line: Line | undefined, token: string) => {
    if (line?.known?.token === token) return line.known
    const identified = gate.identify(token)
    return isRefusal(identified) ? identified : { token, scopes: identified.scopes }
  }

  async function handle(exchange: Exchange, scopes: Caller['scopes']): Promise<void> {
    const { request, response, pathname } = exchange
    setSafetyHeaders(response)
    response.setHeader('Cache-Control', 'no-store')
    if (exchange.isWithdrawn) return refuse(response, unknownToken)
    if (pathname === `${api}/openapi.json`)
      return sendJson(response, 200, await (description ??= describeApi(app.version, deps.url)))
    if (Number(request.headers['content-length'] ?? 0) > policy.largestBodyBytes)
      return refuse(response, refusals.tooLarge(policy))
    // Read as a form, a whole room would become a field name and its secrets part of the error.
    if (!isJson(request)) return refuse(response, refusals.notJson)
    const key = request.headers['idempotency-key']
    const unsent = createUnsent(policy.mostUnsentBytes, () => response.destroy())
    const context = { scopes, unsent, ...(typeof key === 'string' && { idempotencyKey: key }) }
    const { matched } = await handler.handle(request, response, { prefix: api, context })
    return matched ? undefined : refuse(response, refusals.nothingHere)
  }

  async function handleSafely(exchange: Exchange, scopes: Caller['scopes']): Promise<void> {
    try {
      await handle(exchange, scopes)
    } catch (error) {
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
      const exchange: Exchange = { request, response, pathname, token, isWithdrawn: false }
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

const isJson = ({ headers }: IncomingMessage) => {
  const type = headers['content-type']
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  return empty || type === undefined || /^application\/json\s*(;|$)/i.test(type)
}

/** What cannot be read at all is named like any other field. */
async function namedBody<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next()
  } catch (error) {
    throw error instanceof ORPCError ? error : badField('body', 'must be JSON')
  }
}

export const bearer = (request: IncomingMessage) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
