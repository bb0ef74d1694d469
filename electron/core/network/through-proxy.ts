import type { Socket } from 'node:net'
import { ConnectFailure, connectFailureOf } from './connect-failure.ts'
import { type Dial, type Target, within } from './dial.ts'
import { SocksClient } from 'socks'
import type { NeverLeft } from '../ports.ts'
import { request, type IncomingMessage } from 'node:http'
import type { Route } from './routes.ts'

/**
 * Opens a TLS connection to a vendor through a proxy's tunnel. The proxy sees the vendor's host name and nothing else.
 */
export async function throughProxy(dial: Dial, address: string, to: Target, ms: number): Promise<Socket> {
  const endsAt = performance.now() + ms
  const remainingMs = () => endsAt - performance.now()
  const proxy = readProxy(address)
  const port = Number(to.port || 443)
  const httpSocket =
    proxy.kind === 'socks'
      ? await socksTunnel(proxy, { host: to.hostname, port }, ms)
      : await httpTunnel(dial, proxy, `${inUrl(to.hostname)}:${port}`, remainingMs)
  try {
    return await dial({ ...to, httpSocket }, remainingMs())
  } catch (error) {
    httpSocket.destroy()
    throw error
  }
}

async function httpTunnel(dial: Dial, proxy: Proxy, target: string, remainingMs: () => number): Promise<Socket> {
  const connection = await connectTo(dial, proxy, remainingMs())
  try {
    return await within(remainingMs(), requestTunnel(connection, proxy, target))
  } catch (error) {
    connection.destroy()
    throw error
  }
}

async function connectTo(dial: Dial, { protocol, hostname, port }: Proxy, ms: number): Promise<Socket> {
  try {
    return await dial({ protocol, hostname, host: inUrl(hostname), port: String(port) }, ms)
  } catch (error) {
    const why = connectFailureOf(error, protocol === 'https:')
    throw new ConnectFailure(why === 'certificate' ? why : 'proxy-unreachable', error)
  }
}

const inUrl = (hostname: string) => (hostname.includes(':') ? `[${hostname}]` : hostname)

async function socksTunnel(proxy: Proxy, target: { host: string; port: number }, ms: number): Promise<Socket> {
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      destination: target,
      timeout: ms,
      set_tcp_nodelay: true,
      proxy: {
        host: proxy.hostname,
        port: proxy.port,
        type: proxy.protocol.startsWith('socks4') ? 4 : 5,
        ...(proxy.user !== '' && { userId: proxy.user, password: proxy.password }),
      },
    })
    return socket
  } catch (error) {
    throw new ConnectFailure(failureOf(error), error)
  }
}

/** The library's failures differ only in their messages. */
function failureOf(error: unknown): NeverLeft {
  const text = error instanceof Error ? error.message : ''
  if (/rejected connection/i.test(text)) return /NotAllowed/.test(text) ? 'proxy-forbids' : 'proxy-cannot-reach'
  if (/authentication/i.test(text)) return 'proxy-password'
  return 'proxy-unreachable'
}

/**
 * Sends CONNECT for `target` (`host:port`) to the proxy. The socket that it resolves with is connected to the target.
 */
function requestTunnel(connection: Socket, proxy: Proxy, target: string): Promise<Socket> {
  return new Promise<Socket>((resolve, reject) => {
    const connectRequest = request({
      method: 'CONNECT',
      path: target,
      createConnection: () => connection,
      headers: { host: target, ...credentials(proxy) },
    })
    connectRequest.once('connect', (answer, socket: Socket, early) => {
      const refusal = refusalOf(answer, proxy)
      if (refusal) {
        socket.destroy()
        reject(new ConnectFailure(refusal))
      } else {
        if (early.length > 0) socket.unshift(early)
        resolve(socket)
      }
    })
    connectRequest.on('error', (error) => reject(new ConnectFailure('proxy-unreachable', error)))
    connectRequest.end()
  })
}

/** Basic authentication with the user and password in the proxy's URL, if it has any. */
const credentials = ({ user, password }: Proxy) =>
  user === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }

function refusalOf({ statusCode = 0, headers }: IncomingMessage, { user }: Proxy): NeverLeft | null {
  if (statusCode >= 200 && statusCode < 300) return null
  if (statusCode >= 500) return 'proxy-cannot-reach'
  if (statusCode !== 407) return 'proxy-forbids'
  // NTLM, Negotiate and Kerberos need the Windows account, which Node's HTTP client cannot use.
  const takesPassword = /\bbasic\b/i.test(headers['proxy-authenticate']?.toString() ?? '')
  return takesPassword || user !== '' ? 'proxy-password' : 'proxy-sign-in'
}

/** The parsed URL of a proxy. */
interface Proxy {
  kind: 'http' | 'socks'
  /** `http:`, `https:`, `socks4:`, `socks5:`. */
  protocol: string
  /** Without the brackets of an IPv6 address. */
  hostname: string
  port: number
  user: string
  password: string
}

const kinds: Readonly<Record<string, { kind: Proxy['kind']; port: number }>> = {
  'http:': { kind: 'http', port: 80 },
  'https:': { kind: 'http', port: 443 },
  'socks:': { kind: 'socks', port: 1080 },
  'socks4:': { kind: 'socks', port: 1080 },
  'socks4a:': { kind: 'socks', port: 1080 },
  'socks5:': { kind: 'socks', port: 1080 },
  'socks5h:': { kind: 'socks', port: 1080 },
}

export function readProxy(route: Exclude<Route, 'direct'>): Proxy {
  const url = URL.parse(route)
  const known = url && kinds[url.protocol]
  if (!known || url.hostname === '') throw new ConnectFailure('proxy-unsupported')
  return {
    kind: known.kind,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? known.port : Number(url.port),
    user: decode(url.username),
    password: decode(url.password),
  }
}

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch (error) {
    throw new ConnectFailure('proxy-unsupported', error)
  }
}
