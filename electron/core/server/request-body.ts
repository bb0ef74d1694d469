import type { IncomingMessage } from 'node:http'
import type { Policy } from '../policy.ts'
import { badBody, notJson, tooLarge, type Refusal } from '../errors/refusals.ts'
import { deepestJson, isDeeperThan } from '../platform/read-text.ts'

/**
 * The body of a request as JSON, or why it is none. A byte that is no UTF-8 would else be read as U+FFFD and sent so, as
 * from curl on a Chinese Windows, which writes GBK.
 */
export async function readBody(
  request: IncomingMessage,
  policy: Policy['server'],
): Promise<{ value: unknown } | Refusal> {
  const { 'content-length': length, 'transfer-encoding': chunked, 'content-type': type } = request.headers
  if (chunked === undefined && Number(length ?? 0) === 0) return { value: undefined }
  if (Number(length ?? 0) > policy.largestBodyBytes) return tooLarge(policy)
  // Read as a form, a whole room would become a field name and its secrets part of the error.
  if (type !== undefined && !/^\s*application\/json\s*(?:;|$)/i.test(type)) return notJson
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) return badBody('must be UTF-8, and named so')
  const bytes = await readWhole(request, policy.largestBodyBytes)
  if (bytes === null) return tooLarge(policy)
  try {
    return { value: readJsonBytes(bytes) }
  } catch (error) {
    if (error instanceof UnreadableBody) return badBody(error.message)
    throw error
  }
}

/** A body sent in chunks names no length, so the bytes themselves are counted. Null past the bound. */
async function readWhole(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Why a received text cannot be used, in words for the field `body`. */
class UnreadableBody extends Error {}

/** The value of a JSON text; undefined where it is blank. Throws UnreadableBody. */
function readJson(text: string): unknown {
  if (text.trim() === '') return undefined
  const value = parse(text)
  if (isTooDeep(value)) throw new UnreadableBody(tooDeep)
  return keepOwnDigits(text, value)
}

export const tooDeep = `must be at most ${deepestJson} levels deep`
export const isTooDeep = (value: unknown, most = deepestJson) =>
  typeof value === 'object' && value !== null && isDeeperThan(value, most)
export const keepOwnDigits = (text: string, value: unknown): unknown =>
  mayLoseDigits.test(text) ? withOwnDigits(value, JSON.parse(text, keepDigits)) : value

/** The value of a body as its bytes came. Throws UnreadableBody. */
function readJsonBytes(bytes: Uint8Array): unknown {
  try {
    return readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw error instanceof UnreadableBody ? error : new UnreadableBody('must be UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableBody(error instanceof RangeError ? tooDeep : 'must be JSON')
  }
}

/** A number with fewer digits than these is kept whole by every program. */
export const mayLoseDigits = /\d[\d.]{15}|\d[eE][+-]?\d{2}|-0/

type Source = { source: string }
/** In ES2026, and in every V8 that Giftdeck runs on. */
const rawJson = (source: string) => (JSON as unknown as { rawJSON(text: string): object }).rawJSON(source)

const keepDigits = function (_: string, value: unknown, { source }: Source) {
  return typeof value === 'number' && !isSameNumber(source, value) ? rawJson(source) : value
} as (key: string, value: unknown) => unknown

const isSameNumber = (source: string, value: number) => digitsOf(source) === digitsOf(JSON.stringify(value))

/** Sign, digits and place of a number as it is written: `-1.50e3` -> `-15|3`. */
function digitsOf(written: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? []
  const digits = (whole + part).replace(/^0+/, '')
  const place = BigInt(power) + BigInt(digits.length - part.length)
  const bare = digits.replace(/0+$/, '')
  return bare === '' ? `${sign}0` : `${sign}${bare}|${place}`
}

/**
 * What somebody else reads keeps the digits that its caller wrote: 9007199254740993 is no number of JavaScript. A value
 * that would lose some becomes its own JSON text, which the contract takes as well.
 */
function withOwnDigits(value: unknown, own: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = value as Record<string, unknown>
  for (const [key, member] of Object.entries(members)) {
    const ownMember = (own as Record<string, unknown>)[key]
    const text = key === 'extensionInfo' && typeof member !== 'string' ? JSON.stringify(ownMember) : undefined
    if (text !== undefined && text !== JSON.stringify(member)) members[key] = text
    else withOwnDigits(member, ownMember)
  }
  return value
}
