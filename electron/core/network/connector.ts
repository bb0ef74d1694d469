import { type Socket, BlockList, isIP } from 'node:net'
import type { buildConnector } from 'undici'
import { ConnectFailure, connectFailureOf } from './connect-failure.ts'
import { createDial, type DialDeps, type To, within } from './dial.ts'
import type { Route, Routes } from './routes.ts'
import { throughProxy } from './through-proxy.ts'

/**
 * Opens a vendor's connection, straight or through this computer's proxy, within one deadline. Nothing of a call has left
 * before it stands, so it may try what a call may not: another proxy, and once more with this computer's certificates.
 */
export function createConnector(deps: DialDeps & { routes: Routes }): buildConnector.connector {
  const { policy, routes, trust } = deps
  const dial = createDial(deps)

  /** The ways in their order; the next one only where a proxy did not pick up. */
  async function open(to: To, remainingMs: () => number): Promise<Socket> {
    const ways = await waysTo(to, remainingMs())
    let failure: unknown
    for (const [index, way] of ways.entries()) {
      const ms = index < ways.length - 1 ? remainingMs() * policy.proxyShareOfTime : remainingMs()
      try {
        return await (way === 'direct' ? dial(to, ms) : throughProxy(dial, way, to, ms))
      } catch (error) {
        failure = error
        if (way === 'direct' || !didNotPickUp(error)) throw error
        routes.avoid(way)
      }
    }
    throw failure
  }

  async function waysTo(to: To, ms: number): Promise<readonly Route[]> {
    if (isLoopback(to.hostname)) return ['direct']
    return within(ms, routes.to(`${to.protocol}//${to.host ?? to.hostname}`))
  }

  async function openTrusted(to: To): Promise<Socket> {
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

const didNotPickUp = (error: unknown) =>
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

const shortest = 'HTTP/1.1 100 '.length
/** No server's word for "go on" is longer; what is longer is left to undici. */
const longest = 16_384
const nothing: Buffer = Buffer.alloc(0)

/**
 * The same socket, which takes an unasked "100 Continue" away before undici reads it: undici ends the connection there
 * (nodejs/undici#883), and a call that was taken would look as if its line broke. It passes over the other 1xx by itself.
 * Only what stands before an answer is looked at; an answer begins with the first byte after something was written.
 */
function withoutContinue(socket: Socket): Socket {
  const read = socket.read.bind(socket) as () => Buffer | null
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let beginsAnswer = false
  let held: Buffer = nothing

  /** What undici may read of these bytes; null while that cannot be told. */
  const past = (bytes: Buffer): Buffer | null => {
    let rest = bytes
    while (isContinue(rest)) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return rest.length > longest ? rest : null
      held = rest = rest.subarray(end + 4)
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
      held = Buffer.concat([held, chunk])
      const answer = past(held)
      if (answer === null) continue
      beginsAnswer = false
      held = nothing
      return answer
    }
    return null
  }
  return socket
}

const isContinue = (bytes: Buffer) => /^HTTP\/1\.[01] 100[ \r]/.test(bytes.toString('latin1', 0, shortest))

const couldBecomeContinue = (bytes: Buffer) =>
  bytes.length < shortest &&
  ['HTTP/1.1 100 ', 'HTTP/1.0 100 '].some((line) => line.startsWith(bytes.toString('latin1')))
