import type { Route } from './routes.ts'
import { ConnectFailure } from './connect-failure.ts'

/** A proxy as an address to connect to. */
export interface Proxy {
  kind: 'http' | 'socks'
  /** `http:`, `https:`, `socks4:`, `socks5:`. */
  protocol: string
  /** Without the brackets of an IPv6 address. */
  hostname: string
  port: number
  user: string
  password: string
}

const kinds: Readonly<Record<string, { kind: Proxy['kind']; port: number }>> = {
  'http:': { kind: 'http', port: 80 },
  'https:': { kind: 'http', port: 443 },
  'socks:': { kind: 'socks', port: 1080 },
  'socks4:': { kind: 'socks', port: 1080 },
  'socks4a:': { kind: 'socks', port: 1080 },
  'socks5:': { kind: 'socks', port: 1080 },
  'socks5h:': { kind: 'socks', port: 1080 },
}

export function readProxy(route: Exclude<Route, 'direct'>): Proxy {
  const url = URL.parse(route)
  const known = url && kinds[url.protocol]
  if (!known || url.hostname === '') throw new ConnectFailure('proxy-unsupported')
  return {
    kind: known.kind,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? known.port : Number(url.port),
    user: plain(url.username),
    password: plain(url.password),
  }
}

function plain(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch (error) {
    throw new ConnectFailure('proxy-unsupported', error)
  }
}
