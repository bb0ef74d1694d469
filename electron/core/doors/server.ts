import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/node'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import type { App } from '../app.ts'
import { badField } from '../fail.ts'
import { createRouter, doorOptions } from '../router.ts'
import { StartFailure } from '../start-failure.ts'
import { asFile } from './file-answer.ts'
import { createGate, isRefusal, type Refusal } from './gate.ts'
import { describeApi } from './openapi.ts'
import { serveLine, type LineLike } from './line.ts'
import { createPage } from './page.ts'

export interface Server {
  port: number
  url: string
  /** Has all scopes and lives as long as this process. */
  token: string
  stop(): Promise<void>
}

const api = '/api/v1'
const largestBodyBytes = 1024 * 1024

/** The control door (HTTP), the dock door (WebSocket) and the page, on 127.0.0.1 alone. */
export async function startServer(app: App, options: { port: number; pageDir: string }): Promise<Server> {
  const server = createServer()
  const port = await listen(server, options.port)
  const url = `http://127.0.0.1:${port}/`
  const gate = createGate({ port, tokens: app.tokens, clock: app.parts.clock })
  const router = createRouter(app)
  const http = new OpenAPIHandler(router, {
    ...doorOptions(app),
    // Bodies sent in chunks name no length, so the bytes themselves are counted.
    plugins: [new BodyLimitPlugin({ maxBodySize: largestBodyBytes })],
    interceptors: [namedBody, asFile],
  })
  const ws = new RPCHandler(router, doorOptions(app))
  const page = createPage(options.pageDir)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestBodyBytes,
    handleProtocols: (offered) => (offered.has('giftdeck') ? 'giftdeck' : false),
  })

  /** Streams and lines that are open now, each with the token it came with. */
  const open = new Map<object, { token: string | undefined; end: () => void }>()
  app.tokens.onRevoke(() => {
    for (const { token, end } of open.values()) if (token !== undefined && !app.tokens.scopesOf(token)) end()
  })

  server.on('request', (request, response) => {
    answer(request, response).catch((error: Error) => {
      app.ports.log.error('A request failed.', { stack: error.stack })
      if (!response.headersSent) sendJson(response, 500, problem('INTERNAL_SERVER_ERROR', 500, 'Something went wrong.'))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(safetyHeaders)) response.setHeader(name, value)
    const away = gate.turnedAway(request)
    if (away) return refuse(response, away)
    const pathname = (request.url ?? '/').split('?')[0]!
    if (pathname === api || pathname.startsWith(`${api}/`)) return answerApi(request, response, pathname)
    page(request, response, () => notFound(response))
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const token = bearer(request)
    const caller = gate.identify(token)
    if (isRefusal(caller)) return refuse(response, caller)
    open.set(response, { token, end: () => response.headersSent && response.destroy() })
    response.on('close', () => open.delete(response))
    response.setHeader('Cache-Control', 'no-store')
    if (pathname === `${api}/openapi.json`) return sendJson(response, 200, await describeApi(app.version, url))
    if (Number(request.headers['content-length'] ?? 0) > largestBodyBytes)
      return sendJson(response, 413, problem('PAYLOAD_TOO_LARGE', 413, 'A request may have 1 MiB at most.'))
    if (!isJson(request)) {
      // Read as a form, a whole room would become a field name and its secrets part of the error.
      const issues = [{ field: 'Content-Type', message: 'must be application/json' }]
      return sendJson(response, 400, problem('BAD_REQUEST', 400, 'Content-Type must be application/json.', { issues }))
    }
    const key = request.headers['idempotency-key']
    const context = { scopes: caller.scopes, ...(typeof key === 'string' && { idempotencyKey: key }) }
    const { matched } = await http.handle(request, response, { prefix: api, context })
    if (!matched) notFound(response)
  }

  server.on('upgrade', (request, socket: Duplex, head) => {
    // A caller may vanish while it is being turned away.
    socket.on('error', () => socket.destroy())
    const away = gate.turnedAway(request) ?? (request.url === '/rpc' ? null : missing)
    const token = subprotocolToken(request) ?? bearer(request)
    const caller = away ?? gate.identify(token)
    if (isRefusal(caller)) {
      socket.end(`HTTP/1.1 ${caller.status} ${caller.code}\r\nConnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      open.set(client, { token, end: () => client.terminate() })
      client.on('close', () => open.delete(client))
      // A broken or too large frame closes this one line; unheard, it would end the process.
      client.on('error', (error) => app.ports.log.warn('A WebSocket broke.', { detail: error.message }))
      serveLine(ws, client as LineLike, { scopes: caller.scopes })
    })
  })

  return {
    port,
    url,
    token: app.tokens.ready,
    async stop() {
      for (const client of sockets.clients) client.terminate()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        new StartFailure(
          taken ? `Port ${port} is taken by another program.` : `Port ${port} cannot be used: ${error.message}.`,
          'Close that program, or start Giftdeck with another --port (0 = any free one).',
        ),
      )
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

const safetyHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
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

const bearer = (request: IncomingMessage) => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]

/** A page cannot set headers on a WebSocket, and a query would end up in logs: the token comes as a subprotocol. */
const subprotocolToken = (request: IncomingMessage) =>
  request.headers['sec-websocket-protocol']
    ?.split(',')
    .map((name) => name.trim())
    .find((name) => name.startsWith('token.'))
    ?.slice('token.'.length)

const problem = (code: string, status: number, message: string, data?: object) => ({
  defined: false,
  code,
  status,
  message,
  ...(data && { data }),
})
const missing: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' }

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, { status, code, message, retryAfterMs }: Refusal) {
  if (retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1_000))
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  sendJson(response, status, problem(code, status, message, retryAfterMs === undefined ? undefined : { retryAfterMs }))
}

const notFound = (response: ServerResponse) =>
  sendJson(response, 404, problem('NOT_FOUND', 404, 'There is nothing here.'))
