import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'

/** The content of a release feed (`latest.yml`) with our signature in it. */
const announcedSchema = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  files: z.array(z.object({ url: z.string().min(1), sha512: z.base64().min(1) })).min(1),
  giftdeckSignature: z.base64().min(1),
})

/** Thrown with the reason why an update is rejected. No file of it is run. */
export class UpdateRefused extends Error {}

export interface Trusted {
  version: string
  /** SHA-512 in base64 of every file of the release, as signed. */
  hashes: ReadonlySet<string>
}

/**
 * Returns what a release is trusted with: its version and hashes. Throws UpdateRefused unless the release is newer than
 * the running version and carries our signature over its version and hashes.
 * Somebody who can publish files but does not have the private key can therefore neither replace a file nor bring back
 * an old version.
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

/** Throws UpdateRefused if the hash of the downloaded file is not one of the signed hashes. */
export async function checkDownloaded(file: string, { hashes }: Trusted): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (!hashes.has(hash.digest('base64'))) throw new UpdateRefused('The downloaded file is not the one that was signed.')
}

/**
 * Returns the text that the signature of a release covers: its version and the SHA-512 of each file. The release script
 * signs the same text.
 */
export function signedText(version: string, files: readonly { url: string; sha512: string }[]): Buffer {
  const lines = files.map(({ url, sha512 }) => JSON.stringify([url, sha512])).toSorted()
  return Buffer.from(['giftdeck update 1', version, ...lines].join('\n'), 'utf8')
}
