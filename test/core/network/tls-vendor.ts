import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { makeAuthority, type Authority } from './certificates.ts'
import { listen } from './listen.ts'

export const vendorName = 'vendor.giftdeck.test'
export const vendorUrl = new URL(`https://${vendorName}/call?usersig=secret`)

export interface TlsVendor {
  port: number
  authority: Authority
  /** Every complete request. */
  requests: { body: string; headers: IncomingHttpHeaders }[]
  connections(): number
}

/** Starts a vendor with TLS on this machine. A proxy or a look-up leads its name to the port. */
export async function tlsVendor(
  of: {
    authority?: Authority
    names?: string[]
    valid?: { fromDay: number; toDay: number }
    answer?: (response: ServerResponse, body: string) => void
  } = {},
): Promise<TlsVendor> {
  const authority = of.authority ?? (await makeAuthority())
  const identity = await authority.issue(of.names ?? [vendorName], of.valid)
  const requests: TlsVendor['requests'] = []
  let connections = 0
  const server = createServer(identity, (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      requests.push({ body, headers: request.headers })
      if (of.answer) of.answer(response, body)
      else response.end('{}')
    })
  })
  const port = await listen(server, () => (connections += 1))
  return { port, authority, requests, connections: () => connections }
}
