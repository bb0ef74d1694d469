import { getProxyForUrl } from 'proxy-from-env'
import type { RoutesTo } from './routes.ts'

/** HTTPS_PROXY, ALL_PROXY and NO_PROXY. Vendors are https; the http origins one may name are on this machine. */
export const environmentRoutes: RoutesTo = async (origin) => {
  if (getProxyForUrl(origin) === '') return ['direct']
  const { env } = process
  const named = env['https_proxy'] || env['HTTPS_PROXY'] || env['all_proxy'] || env['ALL_PROXY'] || ''
  // As with curl; the library would speak TLS to a proxy that is named without a scheme.
  return [named.includes('://') ? named : `http://${named}`]
}

export const isProxyInEnvironment = (origin: string) => getProxyForUrl(origin) !== ''
