import { createPrivateKey, sign } from 'node:crypto'
import { parse, stringify } from 'yaml'
import * as z from 'zod'
import { signedText } from '../electron/main/updates/verify-update.ts'

export const releaseSchema = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })),
})

/** Returns the feed (`latest.yml`) with a signature of its version and hashes. The key is an Ed25519 key in PEM. */
export function signRelease(text: string, privateKeyPem: string): string {
  const release = releaseSchema.parse(parse(text))
  const signature = sign(null, signedText(release.version, release.files), createPrivateKey(privateKeyPem))
  return stringify({ ...release, giftdeckSignature: signature.toString('base64') })
}
