import type { Policy } from '../policy.ts'
import { getProxyForUrl } from 'proxy-from-env'

/** A proxy's address as a URL, or straight to the origin. */
export type Route = 'direct' | (string & {})

/** The proxies or direct routes to an origin, in the order to try them, as the host knows them. */
export type RoutesTo = (origin: string) => Promise<readonly Route[]>

export const straight: RoutesTo = async () => ['direct']

export interface Routes {
  to(origin: string): Promise<readonly Route[]>
  /** Tries this proxy last for a while, because it did not accept a connection. */
  avoid(route: Route): void
  askAgain(): void
  /** Another network: what was asked and which proxies were down says nothing any more. */
  forget(): void
}

/** Asks once for a burst of connections, and remembers which proxies are down. */
export function createRoutes(ask: RoutesTo, policy: Policy['network']): Routes {
  const asked = new Map<string, { at: number; routes: Promise<readonly Route[]> }>()
  const downSince = new Map<Route, number>()

  const isDown = (route: Route) => performance.now() - (downSince.get(route) ?? -Infinity) < policy.proxyAvoidedMs
  return {
    async to(origin) {
      let known = asked.get(origin)
      if (!known || performance.now() - known.at > policy.routesCachedMs) {
        // Where nobody can say, a computer without a proxy is the likely case.
        known = { at: performance.now(), routes: ask(origin).catch(() => ['direct']) }
        asked.set(origin, known)
      }
      const routes = await known.routes
      return [...routes.filter((route) => !isDown(route)), ...routes.filter(isDown)]
    },
    avoid(route) {
      downSince.set(route, performance.now())
    },
    askAgain: () => asked.clear(),
    forget() {
      asked.clear()
      downSince.clear()
    },
  }
}

/** HTTPS_PROXY, ALL_PROXY and NO_PROXY. Vendors are https; the http origins one may name are on this machine. */
export const environmentRoutes: RoutesTo = async (origin) => {
  if (getProxyForUrl(origin) === '') return ['direct']
  const { env } = process
  const named = env['https_proxy'] || env['HTTPS_PROXY'] || env['all_proxy'] || env['ALL_PROXY'] || ''
  // As with curl; the library would speak TLS to a proxy that is named without a scheme.
  return [named.includes('://') ? named : `http://${named}`]
}

export const isProxyInEnvironment = (origin: string) => getProxyForUrl(origin) !== ''

/** A `SOCKS` without a number is version 4, as every browser takes it. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}

/** Reads what Chromium says of a URL, in the words of a proxy script: `PROXY one:8080; SOCKS5 two:1080; DIRECT`. */
export function routesOf(answer: string): readonly Route[] {
  const routes = answer.split(';').flatMap((part): Route[] => {
    const [kind = '', address] = part.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return ['direct']
    if (kind === '' || address === undefined) return []
    // What is not listed keeps its name, and is named as unsupported when it is tried.
    return [`${schemes[kind.toUpperCase()] ?? kind.toLowerCase()}://${address}`]
  })
  return routes.length > 0 ? routes : ['direct']
}
