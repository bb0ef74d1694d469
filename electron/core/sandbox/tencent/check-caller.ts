import type { ArrivedRequest, Context } from '../context.ts'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import * as z from 'zod'

type Caller = { code: 0; body: Record<string, unknown> } | { code: number; info: string; body?: never }

const known = new Set(['sdkappid', 'identifier', 'usersig', 'random', 'contenttype'])
const refuse = (code: number, info: string): Caller => ({ code, info })

function queryTrouble(query: URLSearchParams): string | null {
  if (query.get('contenttype') !== 'json') return 'contenttype must be json'
  const random = query.get('random') ?? ''
  if (!/^(0|[1-9][0-9]{0,9})$/.test(random) || Number(random) > 4_294_967_295) return 'random must be unsigned 32-bit'
  const names = [...query.keys()]
  if (new Set(names).size !== names.length) return 'a query parameter comes twice'
  return null
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** Authenticates the caller in the vendor's order, before the body's fields are checked. The path was checked earlier. */
export function checkCaller(context: Context, request: ArrivedRequest, call: string): Caller {
  const { world, record, faults } = context
  const query = request.url.searchParams
  const flag = (reason: string) => record.malformed(call, reason, request.body)
  const flagged = (code: number, info: string) => {
    flag(info)
    return refuse(code, info)
  }

  if (request.method !== 'POST') return flagged(60002, 'the method must be POST')
  const trouble = queryTrouble(query)
  if (trouble !== null) return flagged(60002, trouble)
  const sdkAppId = query.get('sdkappid')
  if (sdkAppId === null) return flagged(60012, 'sdkappid is missing')
  const body = readJson(request.body)
  if (body === null) return flagged(60003, 'the body is not a JSON object')
  if (!request.contentType.startsWith('application/json')) flag('Content-Type is not application/json')
  for (const name of query.keys()) if (!known.has(name)) flag(`the query has an unknown parameter ${name}`)

  if (sdkAppId !== String(world.tencent.sdkAppId)) return refuse(70020, 'sdkappid not found')
  const identifier = query.get('identifier')
  const userSig = query.get('usersig')
  if (identifier === null || userSig === null) return flagged(60004, 'identifier or usersig is missing')
  const code = verifyUserSig(userSig, {
    sdkAppId: world.tencent.sdkAppId,
    identifier,
    secretKey: world.tencent.secretKey,
    nowSeconds: Math.floor(context.now() / 1_000),
  })
  if (code !== 0) return refuse(code, 'the UserSig does not fit')
  if (faults.trigger('signatureExpired', call) !== null) return refuse(70001, 'UserSig expired')
  if (identifier !== world.tencent.identifier) return refuse(60010, 'needs an app administrator')
  return { code: 0, body }
}

const ticketSchema = z.object({
  'TLS.ver': z.literal('2.0'),
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number().int(),
  'TLS.time': z.number().int(),
  'TLS.expire': z.number().int(),
  'TLS.sig': z.string(),
})

interface Claim {
  sdkAppId: number
  identifier: string
  secretKey: string
  /** The vendor's clock, in seconds. */
  nowSeconds: number
}

function open(userSig: string) {
  // The vendor's alphabet differs from base64url: * for +, - for /, _ for =.
  if (!/^[A-Za-z0-9*-]+_{0,2}$/.test(userSig)) return null
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  try {
    const json = inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: 8_192 }).toString('utf8')
    return ticketSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** Returns 0 or the vendor's code, checked in the vendor's order: format, app, identifier, HMAC, expiry. */
export function verifyUserSig(userSig: string, claim: Claim): 0 | 70001 | 70003 | 70009 | 70013 | 70014 {
  const ticket = open(userSig)
  if (ticket === null) return 70003
  if (ticket['TLS.sdkappid'] !== claim.sdkAppId) return 70014
  if (ticket['TLS.identifier'] !== claim.identifier) return 70013
  const text =
    `TLS.identifier:${ticket['TLS.identifier']}\nTLS.sdkappid:${ticket['TLS.sdkappid']}\n` +
    `TLS.time:${ticket['TLS.time']}\nTLS.expire:${ticket['TLS.expire']}\n`
  const expected = createHmac('sha256', claim.secretKey).update(text, 'utf8').digest()
  const given = Buffer.from(ticket['TLS.sig'], 'base64')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 70009
  return ticket['TLS.time'] + ticket['TLS.expire'] > claim.nowSeconds ? 0 : 70001
}
