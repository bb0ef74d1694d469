import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { createConnector } from '../network/connector.ts'
import { keepAlivePool, ownAddresses } from '../network/kept-connections.ts'
import { createRoutes, directOnly, type RoutesTo } from '../network/routes.ts'
import { createTrust } from '../network/certificates.ts'
import type { Policy } from '../policy.ts'
import type { Exchange, Post } from '../ports.ts'
import { exchangeReader } from './exchange-reader.ts'
import v8 from 'node:v8'

export interface OwnedPost {
  post: Post
  /** Uses no kept connection again: the computer woke up, or is in another network. Calls on the wire go on. */
  renew: () => void
  /** Drops every connection; a call still on the wire ends as `silent`. */
  close: () => Promise<void>
}

export interface PostDeps {
  policy: Policy['network']
  routesTo?: RoutesTo
  /** This computer's own certificates, as PEM. */
  certificates?: () => readonly string[]
  lookup?: LookupFunction
  now?: () => number
  addresses?: () => string
}

/**
 * Exactly one HTTP POST per call over a pool of kept connections: no retry, no redirect, no cookie. HTTP/2 stays off: it
 * re-queues streams a server gave up.
 */
export function createPost(deps: PostDeps): OwnedPost {
  const { policy, now = Date.now } = deps
  const { keepAliveMs, callTimeoutMs, largestAnswerBytes, longestRetryAfterMs } = policy
  steadyEngine()
  const routes = createRoutes(deps.routesTo ?? directOnly, policy)
  const trust = createTrust(deps.certificates)
  const connect = createConnector({ policy, routes, trust, lookup: deps.lookup })
  const kept = keepAlivePool({ now, addresses: deps.addresses ?? ownAddresses, policy })
  const openAgent = () =>
    new Agent({
      connections: policy.mostConnectionsCount,
      pipelining: 1,
      allowH2: false,
      connect,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      // One deadline holds for the whole call, see the reader.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  let agent = openAgent()
  const agents = new Set([agent])
  let closed = false

  const openAfresh = () => {
    if (closed) return
    const old = agent
    agent = openAgent()
    agents.add(agent)
    // One that cannot be closed in order is not used again either.
    old.close().then(
      () => agents.delete(old),
      () => agents.delete(old),
    )
  }

  const renew = () => {
    routes.forget()
    openAfresh()
  }

  const post: Post = (url, body) =>
    new Promise<Exchange>((resolve) => {
      const secure = url.protocol === 'https:'
      const end = (exchange: Exchange) => {
        resolve(exchange)
        kept.used()
      }
      const reader = exchangeReader({
        secure,
        callTimeoutMs,
        largestAnswerBytes,
        longestRetryAfterMs,
        now,
        resolve: end,
      })
      try {
        const stale = kept.staleBy()
        if (stale === 'moved') renew()
        // A pause says nothing of the proxies.
        else if (stale === 'idle') openAfresh()
        kept.used()
        const bytes = Buffer.from(body, 'utf8')
        agent.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              accept: 'application/json',
              'accept-encoding': 'identity',
            },
            body: bytes,
            idempotent: false,
          },
          reader.handler,
        )
      } catch {
        // Undici throws for a URL it will not ask, and this computer where it has no more files.
        reader.failed()
      }
    })

  return {
    post,
    renew,
    async close() {
      closed = true
      await Promise.all([...agents].map((each) => each.destroy()))
    },
  }
}

/**
 * Node 24.21 can end with "Check failed: jit_page.has_value()" when V8 swaps the wrapper of a WebAssembly import after its
 * 1,000th call while worker threads come and go, and undici's HTTP parser is WebAssembly. Without the swap it does not:
 * 7 crashes in 24 busy test runs before, none in 24 after. Electron has its own V8, whose flags may be frozen.
 */
function steadyEngine() {
  if (!process.versions['electron']) v8.setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000')
}
