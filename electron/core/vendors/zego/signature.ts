import { createHash } from 'node:crypto'

/** ZEGO's request signature, as on the page "Calling method" (MiniGame server API). It covers neither Action nor body. */
export function zegoSignature(of: { appId: number; nonce: string; serverSecret: string; seconds: number }): string {
  return createHash('md5').update(`${of.appId}${of.nonce}${of.serverSecret}${of.seconds}`).digest('hex')
}
