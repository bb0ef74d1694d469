import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { createConnector } from '../network/connector.ts'
import { keepAlivePool, ownAddresses } from '../network/keep-alive.ts'
import { createRoutes, directOnly, type RoutesTo } from '../network/routes.ts'
import { createTrust } from '../network/certificates.ts'
import type { Policy } from '../policy.ts'
import type { Exchange, Post } from '../ports.ts'
import { exchangeReader } from './exchange-reader.ts'
import v8 from 'node:v8'

export interface OwnedPost {
  post: Post
  /** Replaces the pool, for example after sleep or a network change. Calls in flight continue. */
  renew: () => void
  /** Closes every connection; a call in flight ends as `silent`. */
  close: () => Promise<void>
}

export interface PostDeps {
  policy: Policy['network']
  routesTo?: RoutesTo
  /** The certificates of this computer, as PEM. */
  certificates?: () => readonly string[]
  lookup?: LookupFunction
  now?: () => number
  addresses?: () => string
}

/**
 * Makes exactly one HTTP POST per call over a pool of keep-alive connections, without retries, redirects and cookies.
 * HTTP/2 is disabled, because undici sends a stream again that the server refused.
 */
export function createPost(deps: PostDeps): OwnedPost {
  const { policy, now = Date.now } = deps
  const { keepAliveMs, callTimeoutMs, largestAnswerBytes, longestRetryAfterMs } = policy
  preventWasmCrash()
  const routes = createRoutes(deps.routesTo ?? directOnly, policy)
  const trust = createTrust(deps.certificates)
  const connect = createConnector({ policy, routes, trust, lookup: deps.lookup })
  const pool = keepAlivePool({ now, addresses: deps.addresses ?? ownAddresses, policy })
  const openAgent = () =>
    new Agent({
      connections: policy.mostConnectionsCount,
      pipelining: 1,
      allowH2: false,
      connect,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      // exchangeReader sets one deadline for the whole call.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  let agent = openAgent()
  const agents = new Set([agent])
  let closed = false

  const replaceAgent = () => {
    if (closed) return
    const old = agent
    agent = openAgent()
    agents.add(agent)
    // The old agent is not used again, even if closing it failed.
    old.close().then(
      () => agents.delete(old),
      () => agents.delete(old),
    )
  }

  const renew = () => {
    routes.forget()
    replaceAgent()
  }

  const post: Post = (url, body) =>
    new Promise<Exchange>((resolve) => {
      const secure = url.protocol === 'https:'
      const end = (exchange: Exchange) => {
        resolve(exchange)
        pool.used()
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
        const stale = pool.staleBy()
        if (stale === 'moved') renew()
        // After an idle time only the connections are stale; the proxy routes stay valid.
        else if (stale === 'idle') replaceAgent()
        pool.used()
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
        // undici throws for a URL that it does not accept, or if no file handles are left.
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
 * Works around a crash of Node 24.21 with "Check failed: jit_page.has_value()". V8 replaces the wrapper of a WebAssembly
 * import after 1,000 calls, which may crash while worker threads start or end; undici's HTTP parser is WebAssembly.
 * Without the replacement 0 of 24 busy test runs crashed, with it 7 of 24. Electron has its own V8, whose flags may be
 * frozen.
 */
function preventWasmCrash() {
  if (!process.versions['electron']) v8.setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000')
}
