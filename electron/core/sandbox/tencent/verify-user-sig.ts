import { createHmac, timingSafeEqual } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import * as z from 'zod'

const ticketSchema = z.object({
  'TLS.ver': z.literal('2.0'),
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number().int(),
  'TLS.time': z.number().int(),
  'TLS.expire': z.number().int(),
  'TLS.sig': z.string(),
})

export interface Claim {
  sdkAppId: number
  identifier: string
  secretKey: string
  /** The vendor's clock, in seconds. */
  nowSeconds: number
}

function open(userSig: string) {
  // The vendor's own alphabet, not base64url: * for +, - for /, _ for =.
  if (!/^[A-Za-z0-9*-]+_{0,2}$/.test(userSig)) return null
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  try {
    const json = inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: 8_192 }).toString('utf8')
    return ticketSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** 0, or the vendor's code in the order the vendor checks: shape, app, identifier, HMAC, expiry. */
export function verifyUserSig(userSig: string, claim: Claim): 0 | 70001 | 70003 | 70009 | 70013 | 70014 {
  const ticket = open(userSig)
  if (ticket === null) return 70003
  if (ticket['TLS.sdkappid'] !== claim.sdkAppId) return 70014
  if (ticket['TLS.identifier'] !== claim.identifier) return 70013
  const text =
    `TLS.identifier:${ticket['TLS.identifier']}\nTLS.sdkappid:${ticket['TLS.sdkappid']}\n` +
    `TLS.time:${ticket['TLS.time']}\nTLS.expire:${ticket['TLS.expire']}\n`
  const right = createHmac('sha256', claim.secretKey).update(text, 'utf8').digest()
  const given = Buffer.from(ticket['TLS.sig'], 'base64')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 70009
  return ticket['TLS.time'] + ticket['TLS.expire'] > claim.nowSeconds ? 0 : 70001
}
