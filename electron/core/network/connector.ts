import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { ConnectFailure } from './connect-failure.ts'
import { createDial, type DialLoan, type To } from './dial.ts'
import { isLoopback } from './loopback.ts'
import type { Route, Routes } from './routes.ts'
import { throughProxy } from './through-proxy.ts'
import { whyNeverLeft } from './why-never-left.ts'
import { within } from './within.ts'
import { withoutContinue } from './without-continue.ts'

/**
 * Opens a vendor's connection, straight or through this computer's proxy, within one deadline. Nothing of a call has left
 * before it stands, so it may try what a call may not: another proxy, and once more with this computer's certificates.
 */
export function createConnector(lent: DialLoan & { routes: Routes }): buildConnector.connector {
  const { policy, routes, trust } = lent
  const dial = createDial(lent)

  /** The ways in their order; the next one only where a proxy did not pick up. */
  async function open(to: To, left: () => number): Promise<Socket> {
    const ways = await waysTo(to, left())
    let failure: unknown
    for (const [index, way] of ways.entries()) {
      const ms = index < ways.length - 1 ? left() * policy.proxyShareOfTime : left()
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
    const left = () => endsAt - performance.now()
    const trusted = trust.context()
    try {
      return await open(to, left)
    } catch (error) {
      if (whyNeverLeft(error, true) !== 'certificate') throw error
      // Another connection may have widened the trust meanwhile.
      if (trust.context() === trusted && !trust.widen()) throw error
      return open(to, left)
    }
  }

  return (to, callback) => {
    openTrusted(to).then(
      (socket) => callback(null, withoutContinue(socket)),
      (error: unknown) => {
        routes.askAgain()
        callback(new ConnectFailure(whyNeverLeft(error, to.protocol === 'https:'), error), null)
      },
    )
  }
}

const didNotPickUp = (error: unknown) =>
  error instanceof ConnectFailure && (error.why === 'proxy-unreachable' || error.why === 'connect-timeout')
