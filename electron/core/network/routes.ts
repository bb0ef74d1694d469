import type { Policy } from '../policy.ts'
import { getProxyForUrl } from 'proxy-from-env'

/** The URL of a proxy, or a direct connection to the origin. */
export type Route = 'direct' | (string & {})

/** Finds the routes to an origin, in the order in which to try them. */
export type RoutesTo = (origin: string) => Promise<readonly Route[]>

export const directOnly: RoutesTo = async () => ['direct']

export interface Routes {
  to(origin: string): Promise<readonly Route[]>
  /** Tries this proxy last for a while, because it did not accept a connection. */
  avoid(route: Route): void
  /** Drops the cached routes, so that the next connection asks for them again. */
  askAgain(): void
  /** Drops the cached routes and the failed proxies. In another network neither is right any more. */
  forget(): void
}

/** Asks for routes once for a burst of connections, and tries failed proxies last. */
export function createRoutes(ask: RoutesTo, policy: Policy['network']): Routes {
  const cache = new Map<string, { at: number; routes: Promise<readonly Route[]> }>()
  const downSince = new Map<Route, number>()

  const isDown = (route: Route) => performance.now() - (downSince.get(route) ?? -Infinity) < policy.proxyAvoidedMs
  return {
    async to(origin) {
      let known = cache.get(origin)
      if (!known || performance.now() - known.at > policy.routesCachedMs) {
        // If the routes cannot be found, a computer without a proxy is the most likely case.
        known = { at: performance.now(), routes: ask(origin).catch(() => ['direct']) }
        cache.set(origin, known)
      }
      const routes = await known.routes
      return [...routes.filter((route) => !isDown(route)), ...routes.filter(isDown)]
    },
    avoid(route) {
      downSince.set(route, performance.now())
    },
    askAgain: () => cache.clear(),
    forget() {
      cache.clear()
      downSince.clear()
    },
  }
}

/**
 * Follows HTTPS_PROXY, ALL_PROXY and NO_PROXY. Vendors use https. An
 * http origin can only be this computer, for which no proxy is used.
 */
export const environmentRoutes: RoutesTo = async (origin) => {
  if (getProxyForUrl(origin) === '') return ['direct']
  const { env } = process
  const named = env['https_proxy'] || env['HTTPS_PROXY'] || env['all_proxy'] || env['ALL_PROXY'] || ''
  // An address without a scheme is an http proxy, as in curl. The library would use TLS for it.
  return [named.includes('://') ? named : `http://${named}`]
}

export const isProxyInEnvironment = (origin: string) => getProxyForUrl(origin) !== ''

/** URL schemes for the kinds of proxies in a PAC result. `SOCKS` without a number is version 4, as in every browser. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}

/** Parses Chromium's routes for a URL, a PAC result such as `PROXY one:8080; SOCKS5 two:1080; DIRECT`. */
export function routesOf(answer: string): readonly Route[] {
  const routes = answer.split(';').flatMap((part): Route[] => {
    const [kind = '', address] = part.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return ['direct']
    if (kind === '' || address === undefined) return []
    // An unknown kind keeps its name, and is reported as unsupported when it is tried.
    return [`${schemes[kind.toUpperCase()] ?? kind.toLowerCase()}://${address}`]
  })
  return routes.length > 0 ? routes : ['direct']
}
