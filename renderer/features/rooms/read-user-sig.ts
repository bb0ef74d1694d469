import * as z from 'zod'

const claims = z.object({
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number(),
  'TLS.time': z.number(),
  'TLS.expire': z.number(),
})

export interface UserSigSays {
  identifier: string
  sdkAppId: number
  expiresAt: string
}

/** A pasted text is foreign: the bound keeps a small one from inflating without end. */
const mostBytes = 16_384

/** What a UserSig says of itself, read on this page alone; null where it is none, most often since it was cut off. */
export async function readUserSig(pasted: string): Promise<UserSigSays | null> {
  try {
    const read = claims.parse(JSON.parse(await inflate(bytesOf(pasted.trim()))))
    const ends = (read['TLS.time'] + read['TLS.expire']) * 1_000
    return {
      identifier: read['TLS.identifier'],
      sdkAppId: read['TLS.sdkappid'],
      expiresAt: new Date(ends).toISOString(),
    }
  } catch {
    return null
  }
}

/** The vendor's own alphabet, not base64url. */
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')), (each) =>
    each.charCodeAt(0),
  )

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readable, writable } = new DecompressionStream('deflate')
  const writer = writable.getWriter()
  // What is wrong with the bytes shows at the reading end.
  writer.write(bytes).catch(() => undefined)
  writer.close().catch(() => undefined)
  const reader = readable.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > mostBytes) throw new Error('too long for a UserSig')
    text += decoder.decode(value, { stream: true })
  }
}

/** A SecretKey pasted into the wrong field. */
export const looksLikeSecretKey = (text: string) => /^[0-9a-f]{64}$/i.test(text.trim())
