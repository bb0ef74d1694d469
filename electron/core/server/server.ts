import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { App } from '../app.ts'
import type { Policy } from '../policy.ts'
import { createRouter } from '../router.ts'
import { StartFailure } from '../errors/failures.ts'
import { createCallQueue } from './call-queue.ts'
import { createConnections } from './connection-limit.ts'
import { createAuthenticator } from '../access/authenticate.ts'
import { api, createHttpApi } from './http-api.ts'
import { createPage } from './static-files.ts'
import { failed, nothingHere, refuse, setSafetyHeaders, wrongMethod } from '../errors/refusals.ts'
import { createWebSocketApi, isSocketUpgrade } from './web-socket.ts'

export interface Server {
  port: number
  url: string
  /** A token with all scopes, valid until this process ends. */
  token: string
  stop(): Promise<void>
}

export interface ServerOptions {
  port: number
  pageDir: string
  /** How many files and sockets this process may have open. */
  openFiles?: number
}

/** Serves the control API over HTTP, the page, and the WebSockets, on 127.0.0.1 only. */
export async function startServer(app: App, options: ServerOptions): Promise<Server> {
  const policy = app.ports.policy.server
  const page = createPage(options.pageDir, policy)
  const server = createServer({
    headersTimeout: policy.headersTimeoutMs,
    requestTimeout: policy.requestTimeoutMs,
    keepAliveTimeout: policy.keepAliveTimeoutMs,
    connectionsCheckingInterval: policy.timeoutsCheckedEveryMs,
    // curl --http2 and Java's HttpClient ask for an upgrade to h2c with every request. Those get an ordinary answer.
    shouldUpgradeCallback: isSocketUpgrade,
  })
  const port = await listen(server, options.port, policy)
  const url = `http://127.0.0.1:${port}/`
  const authenticator = createAuthenticator({ port, tokens: app.tokens, clock: app.deps.clock, policy })
  const connections = createConnections(options.openFiles ?? openFilesLimit, policy)
  const deps = { app, router: createRouter(app), url, authenticator, calls: createCallQueue(policy), connections }
  const http = createHttpApi(deps)
  const sockets = createWebSocketApi(deps)

  app.setAddress(url)
  app.tokens.onRevoke(() => {
    const isWithdrawn = (token: string) => !app.tokens.find(token)
    http.withdraw(isWithdrawn)
    sockets.withdraw(isWithdrawn)
  })

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const pathname = (request.url ?? '/').split('?')[0]!
    const isApi = pathname === api || pathname.startsWith(`${api}/`)
    const refusal = authenticator.checkOrigin(request)
    if (isApi && !refusal) return http.answer(request, response, pathname)
    connections.anonymousRequest(request.socket)
    if (refusal) return refuse(response, refusal)
    setSafetyHeaders(response)
    return page(request, response, (status) =>
      refuse(response, status === 404 ? nothingHere : wrongMethod(['GET', 'HEAD'])),
    )
  }

  server.on('connection', (socket: Socket) => connections.opened(socket))
  const logError = createThrottledLog(app)
  server.on('request', (request, response) => {
    try {
      answer(request, response)
    } catch (error) {
      logError('A request failed.', error)
      if (!response.headersSent) refuse(response, failed)
    }
  })
  server.on('upgrade', (request, socket: Duplex, head) => {
    try {
      sockets.upgrade(request, socket as Socket, head)
    } catch (error) {
      logError('A WebSocket could not be opened.', error)
      socket.destroy()
    }
  })
  server.on('error', (error) => logError('A connection could not be taken.', error))

  return {
    port,
    url,
    token: app.tokens.ready,
    async stop() {
      app.setAddress(undefined)
      sockets.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/**
 * Logs an error at most once per `logAgainMs` for each message. When file descriptors run out, every new connection
 * fails in the same way and would flood the log.
 */
function createThrottledLog({ ports: { log, policy }, deps: { clock } }: App) {
  const loggedAt = new Map<string, number>()
  return (message: string, error: unknown) => {
    const now = clock.monotonic()
    if (now - (loggedAt.get(message) ?? -Infinity) < policy.server.logAgainMs) return
    loggedAt.set(message, now)
    log.error(message, { stack: error instanceof Error ? error.stack : String(error) })
  }
}

function listen(server: HttpServer, port: number, { backlogCount }: Policy['server']): Promise<number> {
  return new Promise((resolve, reject) => {
    const fails = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        new StartFailure(
          taken ? `Port ${port} is taken by another program.` : `Port ${port} cannot be used: ${error.message}.`,
          'Close that program, or start Giftdeck with another --port (0 = any free one).',
        ),
      )
    }
    server.once('error', fails)
    server.listen({ port, host: '127.0.0.1', backlog: backlogCount }, () => {
      server.off('error', fails)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/**
 * Assumed where the real limit is not read. Chromium raises its limit to this number; Windows has no relevant limit.
 */
const assumedOpenFiles = 8_192

/**
 * The number of files and sockets that the system lets this process have open. It is read once, while this module
 * loads: Node's report waits for every worker thread, and none runs yet at that time.
 */
const openFilesLimit = readLimit()

function readLimit(): number {
  if (process.platform === 'win32' || 'electron' in process.versions) return assumedOpenFiles
  // Otherwise the report resolves the names of network addresses, which takes seconds. Node's types lack this switch.
  Object.assign(process.report, { excludeNetwork: true })
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: unknown } } }
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : assumedOpenFiles
}
