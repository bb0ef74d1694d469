import type { LookupFunction, Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { Policy } from '../policy.ts'
import type { Trust } from './certificates.ts'
import { ConnectFailure } from './connect-failure.ts'

export type To = buildConnector.Options

/** Opens one connection, with TLS where the protocol asks for it; over `httpSocket` where that leads there already. */
export type Dial = (to: To, ms: number) => Promise<Socket>

export interface DialDeps {
  policy: Policy['network']
  trust: Trust
  /** Tests give names addresses of their own. */
  lookup?: LookupFunction | undefined
}

export function createDial({ policy, trust, lookup }: DialDeps): Dial {
  const build = () => {
    const secureContext = trust.context()
    const connect = buildConnector({
      allowH2: false,
      // Our own deadline decides. This timeout only closes an attempt that has been abandoned.
      timeout: policy.connectTimeoutMs,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: policy.addressTimeoutMs,
      ...(lookup && { lookup }),
      ...(secureContext && { secureContext }),
    })
    return { secureContext, connect }
  }
  let now = build()

  return (to, ms) => {
    if (now.secureContext !== trust.context()) now = build()
    const opening = new Promise<Socket>((resolve, reject) => {
      now.connect(to, (error, socket) => (error ? reject(error) : resolve(socket as Socket)))
    })
    return within(ms, opening)
  }
}

/** Ends a step that takes too long, and closes the socket that it may still bring. */
export function within<T extends Socket | readonly unknown[]>(ms: number, step: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new ConnectFailure('connect-timeout'))
    }, ms)
    step.then(
      (brought) => {
        clearTimeout(timer)
        if (late && 'destroy' in brought) brought.destroy()
        else resolve(brought)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
