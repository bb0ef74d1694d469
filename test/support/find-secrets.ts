import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Returns the bytes of a secret in every encoding, whatever comes before it in a file or an answer. */
function shapesOf(secret: string): Buffer[] {
  const inBase64 = (encoding: 'base64' | 'base64url') =>
    [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString(encoding)
      // The first and last characters also hold bits of the neighbouring bytes.
      return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6))
    })
  const hex = Buffer.from(secret).toString('hex')
  const texts = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...inBase64('base64'),
    ...inBase64('base64url'),
  ]
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')]
}

/** Names each secret that occurs in these places, with the place. */
export const found = (where: Record<string, Buffer>, secrets: Record<string, string>) =>
  Object.entries(where).flatMap(([place, bytes]) =>
    Object.entries(secrets).flatMap(([name, secret]) =>
      shapesOf(secret).some((shape) => bytes.includes(shape)) ? [`${name} in ${place}`] : [],
    ),
  )

export const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(dir, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile())
