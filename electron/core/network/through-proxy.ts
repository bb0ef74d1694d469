import type { Socket } from 'node:net'
import { askForTunnel } from './ask-for-tunnel.ts'
import { ConnectFailure } from './connect-failure.ts'
import type { Dial, To } from './dial.ts'
import { readProxy, type Proxy } from './proxy.ts'
import { socksTunnel } from './socks-tunnel.ts'
import { whyNeverLeft } from './why-never-left.ts'
import { within } from './within.ts'

/** Opens a connection that leads through a proxy, to the vendor's own TLS: the proxy learns its name and nothing more. */
export async function throughProxy(dial: Dial, address: string, to: To, ms: number): Promise<Socket> {
  const endsAt = performance.now() + ms
  const left = () => endsAt - performance.now()
  const proxy = readProxy(address)
  const port = Number(to.port || 443)
  const httpSocket =
    proxy.kind === 'socks'
      ? await socksTunnel(proxy, { host: to.hostname, port }, ms)
      : await httpTunnel(dial, proxy, `${inUrl(to.hostname)}:${port}`, left)
  try {
    return await dial({ ...to, httpSocket }, left())
  } catch (error) {
    httpSocket.destroy()
    throw error
  }
}

async function httpTunnel(dial: Dial, proxy: Proxy, target: string, left: () => number): Promise<Socket> {
  const connection = await connectTo(dial, proxy, left())
  try {
    return await within(left(), askForTunnel(connection, proxy, target))
  } catch (error) {
    connection.destroy()
    throw error
  }
}

async function connectTo(dial: Dial, { protocol, hostname, port }: Proxy, ms: number): Promise<Socket> {
  try {
    return await dial({ protocol, hostname, host: inUrl(hostname), port: String(port) }, ms)
  } catch (error) {
    const why = whyNeverLeft(error, protocol === 'https:')
    throw new ConnectFailure(why === 'certificate' ? why : 'proxy-unreachable', error)
  }
}

const inUrl = (hostname: string) => (hostname.includes(':') ? `[${hostname}]` : hostname)
