import type { Session } from 'electron'
import { environmentRoutes, isProxyInEnvironment, type RoutesTo, routesOf } from '../core/network/routes.ts'

/**
 * Chooses the proxy for a vendor: from the environment variables if they name one, else from the system settings, which
 * Chromium reads (proxy auto-config scripts included). Chromium gets the vendor's origin only, never the signed URL.
 */
export const systemRoutes =
  (chromium: Pick<Session, 'resolveProxy'>): RoutesTo =>
  async (origin) =>
    isProxyInEnvironment(origin) ? environmentRoutes(origin) : routesOf(await chromium.resolveProxy(origin))
