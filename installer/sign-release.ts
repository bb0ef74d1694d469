import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import * as z from 'zod'
import { signedText } from '../electron/main/updates/signed-text.ts'

/** `node installer/sign-release.ts dist/latest.yml ..` with the private key (PEM) in GIFTDECK_UPDATE_KEY. */

const releaseSchema = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })),
})

export function signRelease(text: string, privateKeyPem: string): string {
  const release = releaseSchema.parse(parse(text))
  const signature = sign(null, signedText(release.version, release.files), createPrivateKey(privateKeyPem))
  return stringify({ ...release, giftdeckSignature: signature.toString('base64') })
}

if (import.meta.main) {
  const key = process.env['GIFTDECK_UPDATE_KEY']
  if (!key) throw new Error('GIFTDECK_UPDATE_KEY holds no private key (PEM, Ed25519); the release cannot be signed.')
  for (const file of process.argv.slice(2)) writeFileSync(file, signRelease(readFileSync(file, 'utf8'), key))
}
