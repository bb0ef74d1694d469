import type { LookupFunction, Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { Policy } from '../policy.ts'
import type { Trust } from './certificates.ts'
import { ConnectFailure } from './connect-failure.ts'

export type Target = buildConnector.Options

/**
 * Opens one connection, with TLS for https. Uses the target's `httpSocket`, such as a proxy's tunnel, where it has one.
 */
export type Dial = (to: Target, ms: number) => Promise<Socket>

export interface DialDeps {
  policy: Policy['network']
  trust: Trust
  /** Replaces the DNS lookup in tests. */
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

/** Rejects if a step takes longer than `ms`. A socket that the step opens after that is closed. */
export function within<T extends Socket | readonly unknown[]>(ms: number, step: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new ConnectFailure('connect-timeout'))
    }, ms)
    step.then(
      (result) => {
        clearTimeout(timer)
        if (late && 'destroy' in result) result.destroy()
        else resolve(result)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
