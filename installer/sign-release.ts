import { createPrivateKey, sign } from 'node:crypto'
import { parse, stringify } from 'yaml'
import * as z from 'zod'
import { signedText } from '../electron/main/updates/signed-text.ts'

export const releaseSchema = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })),
})

/** A feed (`latest.yml`) with the signature of its version and hashes in it. The key is PEM, Ed25519. */
export function signRelease(text: string, privateKeyPem: string): string {
  const release = releaseSchema.parse(parse(text))
  const signature = sign(null, signedText(release.version, release.files), createPrivateKey(privateKeyPem))
  return stringify({ ...release, giftdeckSignature: signature.toString('base64') })
}
