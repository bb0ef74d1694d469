import type { Socket } from 'node:net'
import { SocksClient } from 'socks'
import type { NeverLeft } from '../ports.ts'
import { ConnectFailure } from './connect-failure.ts'
import type { Proxy } from './proxy.ts'

export async function socksTunnel(proxy: Proxy, target: { host: string; port: number }, ms: number): Promise<Socket> {
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      destination: target,
      timeout: ms,
      set_tcp_nodelay: true,
      proxy: {
        host: proxy.hostname,
        port: proxy.port,
        type: proxy.protocol.startsWith('socks4') ? 4 : 5,
        ...(proxy.user !== '' && { userId: proxy.user, password: proxy.password }),
      },
    })
    return socket
  } catch (error) {
    throw new ConnectFailure(whyOf(error), error)
  }
}

/** The library tells its failures apart by their texts alone. */
function whyOf(error: unknown): NeverLeft {
  const text = error instanceof Error ? error.message : ''
  if (/rejected connection/i.test(text)) return /NotAllowed/.test(text) ? 'proxy-forbids' : 'proxy-cannot-reach'
  if (/authentication/i.test(text)) return 'proxy-password'
  return 'proxy-unreachable'
}
