import { createHash, timingSafeEqual } from 'node:crypto'

export interface Signed {
  appId: string
  nonce: string
  timestamp: string
  signature: string
}

/** Lower-case hex MD5 of AppId, nonce, secret and timestamp in a row. It covers neither the action nor the body. */
export function verifySignature({ appId, nonce, timestamp, signature }: Signed, serverSecret: string): boolean {
  const right = createHash('md5').update(`${appId}${nonce}${serverSecret}${timestamp}`, 'utf8').digest('hex')
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, Buffer.from(right))
}
