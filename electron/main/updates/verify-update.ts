import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { signedText } from './signed-text.ts'

/** What a release announces (`latest.yml`), with our signature in it. */
const announcedSchema = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  files: z.array(z.object({ url: z.string().min(1), sha512: z.base64().min(1) })).min(1),
  giftdeckSignature: z.base64().min(1),
})

/** Thrown with the reason; nothing of such an update is ever run. */
export class UpdateRefused extends Error {}

export interface Trusted {
  version: string
  /** SHA-512 in base64, as signed, of every file of the release. */
  hashes: ReadonlySet<string>
}

/**
 * Trusts a release only when it is newer than what runs and its version and hashes carry our signature. Whoever can
 * publish files, but does not hold the key, can so neither replace one nor bring an old version back.
 */
export function trustAnnounced(announced: unknown, of: { publicKey: string; running: string }): Trusted {
  const read = announcedSchema.safeParse(announced)
  if (!read.success)
    throw new UpdateRefused(`The release is not signed or not complete: ${z.prettifyError(read.error)}`)
  const { version, files, giftdeckSignature } = read.data
  const key = createPublicKey({ key: Buffer.from(of.publicKey, 'base64'), format: 'der', type: 'spki' })
  if (!verify(null, signedText(version, files), key, Buffer.from(giftdeckSignature, 'base64')))
    throw new UpdateRefused('The signature of the release is not ours.')
  if (version.localeCompare(of.running, 'en', { numeric: true }) <= 0)
    throw new UpdateRefused(`Version ${version} is not newer than ${of.running}.`)
  return { version, hashes: new Set(files.map(({ sha512 }) => sha512)) }
}

/** The bytes on the disk are what was signed. */
export async function checkDownloaded(file: string, { hashes }: Trusted): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (!hashes.has(hash.digest('base64'))) throw new UpdateRefused('The downloaded file is not the one that was signed.')
}
