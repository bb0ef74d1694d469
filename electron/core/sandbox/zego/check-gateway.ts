import type { ArrivedRequest, Context } from '../context.ts'
import { createHash, timingSafeEqual } from 'node:crypto'

const known = new Set(['Action', 'AppId', 'SignatureNonce', 'SignatureVersion', 'Timestamp', 'Signature'])
const base = 100_000_000

/** Simulates the gateway in front of every action. Returns 0 or its code, checked in the vendor's order. */
export function makeGateway(context: Context, actions: readonly string[]) {
  const { world, record, faults } = context
  let nonces = new Set<string>()

  const trouble = (query: URLSearchParams): [code: number, reason: string] | null => {
    const action = query.get('Action') ?? ''
    if (action === '') return [6, 'Action is empty']
    if (!actions.includes(action)) return [7, 'Action is not supported']
    const appId = query.get('AppId') ?? ''
    if (!/^[1-9][0-9]{0,9}$/.test(appId) || Number(appId) > 4_294_967_295) return [1, 'AppId is not a Uint32']
    if (appId !== String(world.zego.appId)) return [10, '']
    const timestamp = query.get('Timestamp') ?? ''
    if (timestamp === '') return [2, 'Timestamp is empty']
    if (!/^[0-9]{10}$/.test(timestamp)) return [3, 'Timestamp is not in seconds']
    const nonce = query.get('SignatureNonce') ?? ''
    if (nonce === '') return [8, 'SignatureNonce is empty']
    const signature = query.get('Signature') ?? ''
    if (signature === '') return [9, 'Signature is empty']
    const version = query.get('SignatureVersion') ?? ''
    if (version === '') return [13, 'SignatureVersion is empty']
    if (version !== '2.0') return [14, 'SignatureVersion is not 2.0']
    if (Math.abs(context.now() / 1_000 - Number(timestamp)) > 600) return [4, '']
    return verifySignature({ appId, nonce, timestamp, signature }, world.zego.serverSecret) ? null : [5, '']
  }

  /** Flags requests that break the documentation. They are not refused, because the vendor documents no code for them. */
  const warn = (query: URLSearchParams, flag: (reason: string) => void) => {
    const names = [...query.keys()]
    for (const name of names) if (!known.has(name)) flag(`the query has an unknown parameter ${name}`)
    if (new Set(names).size !== names.length) flag('a query parameter comes twice')
    const nonce = query.get('SignatureNonce') ?? ''
    if (!/^[0-9a-f]{16}$/.test(nonce)) flag('SignatureNonce is not 16 hex digits')
    if (nonces.has(nonce)) flag('SignatureNonce was used before')
    if (nonces.size > 100_000) nonces = new Set()
    nonces.add(nonce)
  }

  return (request: ArrivedRequest, call: string): { code: number; info: string } => {
    const flag = (reason: string) => record.malformed(call, reason, request.body)
    const found = trouble(request.url.searchParams)
    if (found !== null) {
      const [code, reason] = found
      // A wrong key or clock is the host's mistake. Any other reason means that the client built a wrong query.
      if (reason !== '') flag(reason)
      return { code: base + code, info: reason || 'refused by the gateway' }
    }
    if (faults.trigger('signatureExpired', call) !== null) return { code: base + 4, info: 'signature expired' }
    warn(request.url.searchParams, flag)
    return { code: 0, info: '' }
  }
}

interface Signed {
  appId: string
  nonce: string
  timestamp: string
  signature: string
}

/** The signature is the lower-case hex MD5 of AppId, nonce, secret and timestamp. It covers neither action nor body. */
export function verifySignature({ appId, nonce, timestamp, signature }: Signed, serverSecret: string): boolean {
  const expected = createHash('md5').update(`${appId}${nonce}${serverSecret}${timestamp}`, 'utf8').digest('hex')
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected))
}
