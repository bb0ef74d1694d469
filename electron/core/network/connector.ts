import { type Socket, BlockList, isIP } from 'node:net'
import type { buildConnector } from 'undici'
import { ConnectFailure, connectFailureOf } from './connect-failure.ts'
import { createDial, type DialDeps, type Target, within } from './dial.ts'
import type { Route, Routes } from './routes.ts'
import { throughProxy } from './through-proxy.ts'

/**
 * Opens a connection to a vendor, directly or through this computer's proxy, within one deadline. No byte of a call is
 * sent before the connection is open. So a failed attempt may be repeated with another proxy, and once with this
 * computer's certificates; a call may not.
 */
export function createConnector(deps: DialDeps & { routes: Routes }): buildConnector.connector {
  const { policy, routes, trust } = deps
  const dial = createDial(deps)

  /** Tries the routes in their order. The next one is tried only where a proxy accepted no connection. */
  async function open(to: Target, remainingMs: () => number): Promise<Socket> {
    const candidates = await routesTo(to, remainingMs())
    let failure: unknown
    for (const [index, route] of candidates.entries()) {
      const ms = index < candidates.length - 1 ? remainingMs() * policy.proxyShareOfTime : remainingMs()
      try {
        return await (route === 'direct' ? dial(to, ms) : throughProxy(dial, route, to, ms))
      } catch (error) {
        failure = error
        if (route === 'direct' || !isUnreachable(error)) throw error
        routes.avoid(route)
      }
    }
    throw failure
  }

  async function routesTo(to: Target, ms: number): Promise<readonly Route[]> {
    if (isLoopback(to.hostname)) return ['direct']
    return within(ms, routes.to(`${to.protocol}//${to.host ?? to.hostname}`))
  }

  async function openTrusted(to: Target): Promise<Socket> {
    const endsAt = performance.now() + policy.connectTimeoutMs
    const remainingMs = () => endsAt - performance.now()
    const trusted = trust.context()
    try {
      return await open(to, remainingMs)
    } catch (error) {
      if (connectFailureOf(error, true) !== 'certificate') throw error
      // Another connection may have widened the trust meanwhile.
      if (trust.context() === trusted && !trust.widen()) throw error
      return open(to, remainingMs)
    }
  }

  return (to, callback) => {
    openTrusted(to).then(
      (socket) => callback(null, withoutContinue(socket)),
      (error: unknown) => {
        routes.askAgain()
        callback(new ConnectFailure(connectFailureOf(error, to.protocol === 'https:'), error), null)
      },
    )
  }
}

const isUnreachable = (error: unknown) =>
  error instanceof ConnectFailure && (error.why === 'proxy-unreachable' || error.why === 'connect-timeout')

const addresses = new BlockList()
addresses.addSubnet('127.0.0.0', 8, 'ipv4')
addresses.addAddress('::1', 'ipv6')

/** The local machine, for which no proxy is used. IPv6 addresses are given without brackets. */
export function isLoopback(hostname: string): boolean {
  const version = isIP(hostname)
  if (version !== 0) return addresses.check(hostname, version === 4 ? 'ipv4' : 'ipv6')
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** The number of bytes that identify a 100 Continue. */
const prefixBytes = 'HTTP/1.1 100 '.length
/** No server sends a longer 100 Continue. A longer one is passed on to undici instead of being buffered. */
const longestContinueBytes = 16_384
const empty: Buffer = Buffer.alloc(0)

/**
 * Removes each unrequested "100 Continue" from what undici reads of the socket. Undici closes the connection on one
 * (nodejs/undici#883), and a call that the vendor took would look like a lost connection. Undici skips all other 1xx
 * itself. Only the start of an answer is examined: an answer starts with the first byte received after a write.
 */
function withoutContinue(socket: Socket): Socket {
  const read = socket.read.bind(socket) as () => Buffer | null
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let beginsAnswer = false
  let buffered: Buffer = empty

  /** The bytes for undici, after any 100 Continue; null while too few have arrived to decide. */
  const skipContinue = (bytes: Buffer): Buffer | null => {
    let rest = bytes
    while (isContinue(rest)) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return rest.length > longestContinueBytes ? rest : null
      buffered = rest = rest.subarray(end + 4)
    }
    return couldBecomeContinue(rest) ? null : rest
  }

  socket.write = ((...args: unknown[]) => {
    beginsAnswer = true
    return write(...args)
  }) as Socket['write']
  socket.read = () => {
    for (let chunk = read(); chunk !== null; chunk = read()) {
      if (!beginsAnswer) return chunk
      buffered = Buffer.concat([buffered, chunk])
      const answer = skipContinue(buffered)
      if (answer === null) continue
      beginsAnswer = false
      buffered = empty
      return answer
    }
    return null
  }
  return socket
}

const isContinue = (bytes: Buffer) => /^HTTP\/1\.[01] 100[ \r]/.test(bytes.toString('latin1', 0, prefixBytes))

const couldBecomeContinue = (bytes: Buffer) =>
  bytes.length < prefixBytes &&
  ['HTTP/1.1 100 ', 'HTTP/1.0 100 '].some((prefix) => prefix.startsWith(bytes.toString('latin1')))
