import type { IncomingMessage } from 'node:http'
import type { Policy } from '../policy.ts'
import { badBody, notJson, tooLarge, type Refusal } from '../errors/refusals.ts'
import { deepestJson, isDeeperThan } from '../platform/read-text.ts'

/**
 * Reads the body of a request as JSON, or returns the refusal. A body that is
 * not UTF-8 is refused, because its characters would be decoded as U+FFFD and
 * shown to viewers. One source is curl on a Chinese Windows, which writes GBK.
 */
export async function readBody(
  request: IncomingMessage,
  policy: Policy['server'],
): Promise<{ value: unknown } | Refusal> {
  const { 'content-length': length, 'transfer-encoding': chunked, 'content-type': type } = request.headers
  if (chunked === undefined && Number(length ?? 0) === 0) return { value: undefined }
  if (Number(length ?? 0) > policy.largestBodyBytes) return tooLarge(policy)
  // A form parser would turn a room's JSON into a field name, and the error message would quote its secrets.
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

/** Counts the received bytes, because a chunked body declares no length. Null where there are more than `most`. */
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

/** A body that cannot be used. The message follows the field name `body` in the answer. */
class UnreadableBody extends Error {}

/** Parses a JSON text. A blank one gives undefined. Throws UnreadableBody. */
function readJson(text: string): unknown {
  if (text.trim() === '') return undefined
  const value = parse(text)
  if (isTooDeep(value)) throw new UnreadableBody(tooDeep)
  return keepExactDigits(text, value)
}

export const tooDeep = `must be at most ${deepestJson} levels deep`
export const isTooDeep = (value: unknown, most = deepestJson) =>
  typeof value === 'object' && value !== null && isDeeperThan(value, most)
export const keepExactDigits = (text: string, value: unknown): unknown =>
  mayLoseDigits.test(text) ? withExactDigits(value, JSON.parse(text, keepDigits)) : value

/** Decodes and parses a body. Throws UnreadableBody. */
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

/** A cheap test for texts with a number that JSON.parse may change. A number with fewer digits is always exact. */
export const mayLoseDigits = /\d[\d.]{15}|\d[eE][+-]?\d{2}|-0/

type Source = { source: string }
/** JSON.rawJSON is part of ES2026 and of every V8 that Giftdeck runs on. TypeScript does not declare it here. */
const rawJson = (source: string) => (JSON as unknown as { rawJSON(text: string): object }).rawJSON(source)

const keepDigits = function (_: string, value: unknown, { source }: Source) {
  return typeof value === 'number' && !isSameNumber(source, value) ? rawJson(source) : value
} as (key: string, value: unknown) => unknown

const isSameNumber = (source: string, value: number) => digitsOf(source) === digitsOf(JSON.stringify(value))

/** Sign, significant digits and magnitude of a number, so that two spellings can be compared: `-1.50e3` -> `-15|4`. */
function digitsOf(written: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? []
  const digits = (whole + part).replace(/^0+/, '')
  const place = BigInt(power) + BigInt(digits.length - part.length)
  const bare = digits.replace(/0+$/, '')
  return bare === '' ? `${sign}0` : `${sign}${bare}|${place}`
}

/**
 * Keeps the caller's digits in `extensionInfo`, which other programs read. JavaScript
 * cannot represent 9007199254740993, so parsing would change it. A value that would
 * lose digits is replaced by its JSON text, which the contract accepts too.
 */
function withExactDigits(value: unknown, exact: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = value as Record<string, unknown>
  for (const [key, member] of Object.entries(members)) {
    const exactMember = (exact as Record<string, unknown>)[key]
    const text = key === 'extensionInfo' && typeof member !== 'string' ? JSON.stringify(exactMember) : undefined
    if (text !== undefined && text !== JSON.stringify(member)) members[key] = text
    else withExactDigits(member, exactMember)
  }
  return value
}
