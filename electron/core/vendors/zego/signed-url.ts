import type { Random } from '../../ports.ts'
import { zegoSignature } from './signature.ts'

/**
 * Ten digits, from September 2001 to November 2286. A clock that says another time is wrong either way; so the vendor calls
 * it expired and says what time it is, where it would call the format wrong.
 */
const firstSecond = 1_000_000_000
const lastSecond = 9_999_999_999

/** "Calling method" (MiniGame server API): every request has its own nonce and signature; the body is not covered. */
export function signedUrl(of: {
  origin: string
  action: string
  appId: number
  serverSecret: string
  /** By the vendor's clock, as far as it is known. */
  nowMs: number
  random: Random
}): URL {
  const nonce = of.random.hex(8)
  const seconds = Math.min(lastSecond, Math.max(firstSecond, Math.floor(of.nowMs / 1000)))
  const url = new URL('/', of.origin)
  url.search = new URLSearchParams({
    Action: of.action,
    AppId: String(of.appId),
    SignatureNonce: nonce,
    Timestamp: String(seconds),
    Signature: zegoSignature({ appId: of.appId, nonce, serverSecret: of.serverSecret, seconds }),
    SignatureVersion: '2.0',
  }).toString()
  return url
}
