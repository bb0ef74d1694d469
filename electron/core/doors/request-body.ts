import type { IncomingMessage } from 'node:http'
import type { Policy } from '../policy.ts'
import { readJsonBytes, UnreadableBody } from './json-text.ts'
import { badBody, notJson, tooLarge, type Refusal } from './refusals.ts'

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
