import { createHmac, timingSafeEqual } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import * as z from 'zod'
import { isIso } from '../../../../shared/domain/time.ts'

/**
 * Makes a UserSig, Tencent's signed token, as on the page "UserSig" (trtc.io, document 69883), checked against
 * tls-sig-api-v2. The secret key is used as ASCII bytes; it looks like hex but is not decoded.
 */
export function makeUserSig(options: {
  sdkAppId: number
  secretKey: string
  identifier: string
  nowMs: number
  lifetimeSeconds: number
}): string {
  const claims: Claims = {
    'TLS.ver': '2.0',
    'TLS.identifier': options.identifier,
    'TLS.sdkappid': options.sdkAppId,
    'TLS.time': Math.floor(options.nowMs / 1000),
    'TLS.expire': options.lifetimeSeconds,
  }
  const signed = { ...claims, 'TLS.sig': mac(claims, options.secretKey) }
  return toVendorAlphabet(deflateSync(JSON.stringify(signed)).toString('base64'))
}

/** Any number, also beyond 2^53: its range is checked later, so that the failure is `times-impossible`. */
const anyNumber = z.custom<number>((value) => typeof value === 'number')
const claimsSchema = z.object({
  'TLS.ver': z.literal('2.0'),
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number(),
  'TLS.time': anyNumber,
  'TLS.expire': anyNumber,
})
const signedSchema = claimsSchema.extend({ 'TLS.sig': z.string() })
type Claims = z.infer<typeof claimsSchema>

export type UserSigReading =
  | { ok: true; identifier: string; sdkAppId: number; expiresAt: number }
  /** `unreadable`: usually truncated when copied. `times-impossible`: for example milliseconds instead of seconds. */
  | { ok: false; why: 'unreadable' | 'times-impossible' }

/** Decodes a pasted UserSig. Only the vendor can verify its signature. */
export function readUserSig(userSig: string): UserSigReading {
  const signed = open(userSig)
  if (!signed) return { ok: false, why: 'unreadable' }
  const { 'TLS.time': time, 'TLS.expire': lifetime, 'TLS.identifier': identifier, 'TLS.sdkappid': sdkAppId } = signed
  const expiresAt = expiryOf(signed)
  const possible = [time, lifetime].every((each) => Number.isSafeInteger(each) && each >= 0) && isIso(expiresAt)
  return possible ? { ok: true, identifier, sdkAppId, expiresAt } : { ok: false, why: 'times-impossible' }
}

export type UserSigVerdict = 'valid' | 'unreadable' | 'other-app' | 'other-identifier' | 'other-key' | 'expired'

/** The vendor's check of a UserSig, for tests. */
export function verifyUserSig(
  userSig: string,
  expected: { sdkAppId: number; secretKey: string; identifier: string; nowMs: number },
): UserSigVerdict {
  const signed = open(userSig)
  if (!signed) return 'unreadable'
  if (signed['TLS.sdkappid'] !== expected.sdkAppId) return 'other-app'
  if (signed['TLS.identifier'] !== expected.identifier) return 'other-identifier'
  if (!sameText(signed['TLS.sig'], mac(signed, expected.secretKey))) return 'other-key'
  return expiryOf(signed) > expected.nowMs ? 'valid' : 'expired'
}

function mac(claims: Claims, secretKey: string): string {
  const text =
    `TLS.identifier:${claims['TLS.identifier']}\n` +
    `TLS.sdkappid:${claims['TLS.sdkappid']}\n` +
    `TLS.time:${claims['TLS.time']}\n` +
    `TLS.expire:${claims['TLS.expire']}\n`
  return createHmac('sha256', secretKey).update(text).digest('base64')
}

// Bytes. A pasted text is untrusted, and the bound stops a decompression bomb.
const largestJson = 16_384

function open(userSig: string) {
  try {
    const packed = Buffer.from(fromVendorAlphabet(userSig.trim()), 'base64')
    const json: unknown = JSON.parse(inflateSync(packed, { maxOutputLength: largestJson }).toString('utf8'))
    return signedSchema.safeParse(json).data
  } catch {
    return undefined
  }
}

const expiryOf = (claims: Claims) => (claims['TLS.time'] + claims['TLS.expire']) * 1000

// The vendor's alphabet differs from base64url.
const toVendorAlphabet = (text: string) => text.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
const fromVendorAlphabet = (text: string) => text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
