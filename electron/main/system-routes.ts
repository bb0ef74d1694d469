import type { Session } from 'electron'
import { environmentRoutes, isProxyInEnvironment, type RoutesTo, routesOf } from '../core/network/routes.ts'

/**
 * The environment, where it names a proxy, else what this computer's settings say: Chromium reads them, and a company's
 * proxy script too. It is told the vendor's origin alone, never the signed address.
 */
export const systemRoutes =
  (chromium: Pick<Session, 'resolveProxy'>): RoutesTo =>
  async (origin) =>
    isProxyInEnvironment(origin) ? environmentRoutes(origin) : routesOf(await chromium.resolveProxy(origin))
