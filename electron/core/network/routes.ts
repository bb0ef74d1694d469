import type { Policy } from '../policy.ts'

/** A proxy's address as a URL, or straight to the origin. */
export type Route = 'direct' | (string & {})

/** Which ways lead to an origin, in the order to try them: what a host knows of this computer's proxies. */
export type RoutesTo = (origin: string) => Promise<readonly Route[]>

export const straight: RoutesTo = async () => ['direct']

export interface Routes {
  to(origin: string): Promise<readonly Route[]>
  /** This proxy did not pick up: the others come first for a while. */
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
      if (!known || performance.now() - known.at > policy.routesKeptMs) {
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
