import { verifyUserSig } from './verify-user-sig.ts'
import type { ArrivedRequest, Context } from '../context.ts'

export type Caller = { code: 0; body: Record<string, unknown> } | { code: number; info: string; body?: never }

const known = new Set(['sdkappid', 'identifier', 'usersig', 'random', 'contenttype'])
const no = (code: number, info: string): Caller => ({ code, info })

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

/** Who calls, and may they? In the vendor's order, before any word of the body counts. The path is checked already. */
export function checkCaller(context: Context, request: ArrivedRequest, call: string): Caller {
  const { world, record, faults } = context
  const query = request.url.searchParams
  const flag = (reason: string) => record.malformed(call, reason, request.body)
  const flagged = (code: number, info: string) => {
    flag(info)
    return no(code, info)
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

  if (sdkAppId !== String(world.tencent.sdkAppId)) return no(70020, 'sdkappid not found')
  const identifier = query.get('identifier')
  const userSig = query.get('usersig')
  if (identifier === null || userSig === null) return flagged(60004, 'identifier or usersig is missing')
  const code = verifyUserSig(userSig, {
    sdkAppId: world.tencent.sdkAppId,
    identifier,
    secretKey: world.tencent.secretKey,
    nowSeconds: Math.floor(context.now() / 1_000),
  })
  if (code !== 0) return no(code, 'the UserSig does not fit')
  if (faults.strikes('signatureExpired', call) !== null) return no(70001, 'UserSig expired')
  if (identifier !== world.tencent.identifier) return no(60010, 'needs an app administrator')
  return { code: 0, body }
}
