import { mkdirSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { startServer, type ServerOptions } from '../../../electron/core/server/server.ts'
import type { TokenScope } from '../../../electron/core/access/tokens.ts'
import { makeApp, makeFolder, memorySettings, type MadeApp } from '../../support/make-app.ts'

// Real servers, files and processes are slow on a busy machine; no test fails by the clock.

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The body as JSON; null if it is not JSON. */
  json: ReturnType<typeof JSON.parse>
}

export interface Asking {
  /** Null for no token. The default is the token with all scopes. */
  token?: string | null
  /** Sent as JSON. */
  body?: unknown
  /** Sent unchanged, with no content type except the one in `headers`. */
  rawBody?: string | Buffer
  headers?: Record<string, string>
}

/** Sends one HTTP request with exactly these headers. The path is sent as written, including dots. */
export function ask(port: number, method: string, target: string, asking: Asking & { token: string | null }) {
  const { token, body, rawBody, headers = {} } = asking
  const bytes = body === undefined ? rawBody : JSON.stringify(body)
  const sent = {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(bytes !== undefined && !('transfer-encoding' in headers) && { 'content-length': Buffer.byteLength(bytes) }),
    ...headers,
  }
  return new Promise<Answer>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, method, path: target, headers: sent, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode!, headers: response.headers, text, json: parsed(text) })
        })
      },
    )
    asked.on('error', reject)
    asked.end(bytes)
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export interface TestServer extends MadeApp {
  port: number
  url: string
  token: string
  pageDir: string
  api: (method: string, route: string, asking?: Asking) => Promise<Answer>
  /** Requests a path outside `/api/v1`. */
  page: (method: string, target: string, asking?: Asking) => Promise<Answer>
  /** Makes a new token with only these scopes. */
  tokenFor: (...scopes: TokenScope[]) => string
}

/** Makes settings with a room whose secret is missing, so that it makes no calls and needs no sandbox. */
function quietRoomSettings() {
  const settings = memorySettings()
  const ids = { sdkAppId: 1, identifier: 'admin', roomId: 'quiet', sender: 'fan', receiver: 'host' }
  settings.set('room', { name: 'Quiet stage', environment: 'test', tencent: { host: 'https://127.0.0.1:9', ...ids } })
  return settings
}

/** Starts the real server and core with a small page. They stop when the test ends. */
export async function startTestServer(
  deps: Parameters<typeof makeApp>[0] = {},
  { bigFile, ...options }: Partial<ServerOptions> & { bigFile?: string } = {},
): Promise<TestServer> {
  const made = await makeApp({ settings: quietRoomSettings(), ...deps })
  const pageDir = path.join(makeFolder(), 'page')
  mkdirSync(path.join(pageDir, 'assets'), { recursive: true })
  writeFileSync(path.join(pageDir, '../outside.txt'), 'outside the page')
  writeFileSync(path.join(pageDir, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__" /><p>Giftdeck</p>')
  writeFileSync(path.join(pageDir, 'overlay.html'), '<p>Giftdeck overlay</p>')
  writeFileSync(path.join(pageDir, 'assets/page.js'), 'export {}')
  if (bigFile) writeFileSync(path.join(pageDir, 'assets/big.js'), bigFile)
  const server = await startServer(made.app, { port: 0, pageDir, ...options })
  onTestFinished(() => server.stop())
  const { port, url, token } = server
  return {
    ...made,
    port,
    url,
    token,
    pageDir,
    api: (method, route, asking = {}) => ask(port, method, `/api/v1${route}`, { token, ...asking }),
    page: (method, target, asking = {}) => ask(port, method, target, { token: null, ...asking }),
    tokenFor: (...scopes) => made.app.tokens.create(scopes.join(' '), scopes).token,
  }
}
