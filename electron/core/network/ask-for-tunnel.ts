import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { NeverLeft } from '../ports.ts'
import { ConnectFailure } from './connect-failure.ts'
import type { Proxy } from './proxy.ts'

/** Asks the proxy at the other end of `connection` for a way to `target` (`host:port`); which then leads there. */
export function askForTunnel(connection: Socket, proxy: Proxy, target: string): Promise<Socket> {
  return new Promise<Socket>((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: target,
      createConnection: () => connection,
      headers: { host: target, ...credentials(proxy) },
    })
    asking.once('connect', (answer, socket: Socket, early) => {
      const refusal = refusalOf(answer, proxy)
      if (refusal) {
        socket.destroy()
        reject(new ConnectFailure(refusal))
      } else {
        if (early.length > 0) socket.unshift(early)
        resolve(socket)
      }
    })
    asking.on('error', (error) => reject(new ConnectFailure('proxy-unreachable', error)))
    asking.end()
  })
}

/** Only what stands in the proxy's own address, and only in a form that every proxy knows. */
const credentials = ({ user, password }: Proxy) =>
  user === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }

function refusalOf({ statusCode = 0, headers }: IncomingMessage, { user }: Proxy): NeverLeft | null {
  if (statusCode >= 200 && statusCode < 300) return null
  if (statusCode >= 500) return 'proxy-cannot-reach'
  if (statusCode !== 407) return 'proxy-forbids'
  // NTLM, Negotiate and Kerberos need the Windows account; Node's client cannot speak for it.
  const takesPassword = /\bbasic\b/i.test(headers['proxy-authenticate']?.toString() ?? '')
  return takesPassword || user !== '' ? 'proxy-password' : 'proxy-sign-in'
}
