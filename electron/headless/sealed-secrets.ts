import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { readText } from '../core/platform/read-text.ts'

/**
 * The bytes of secrets.sealed: a line that says the version and which key it needs, then AES-256-GCM, whose tag covers that
 * line too. Version 0 had no such line.
 */

export type Opened =
  | { kind: 'opened'; secrets: Record<string, string> }
  /** Surely not as they were written, whatever the key. */
  | { kind: 'damaged' }
  /** Another key, or in version 0 perhaps damage: without the line the two look alike. */
  | { kind: 'wrong-key' }
  | { kind: 'newer' }

const name = 'giftdeck-secrets'
const version = 1
const ivLength = 12
const tagLength = 16
const secretsSchema = z.record(z.string(), z.string())

export function seal(secrets: Record<string, string>, key: Buffer): Buffer {
  const line = Buffer.from(`${name} ${version} ${keyMark(key)}\n`)
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(line)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([line, iv, cipher.getAuthTag(), sealed])
}

export function unseal(bytes: Buffer, key: Buffer): Opened {
  if (!bytes.subarray(0, name.length).equals(Buffer.from(name))) return unsealVersion0(bytes, key)
  const end = bytes.indexOf('\n')
  const line = bytes.subarray(0, end + 1)
  const [, found, mark] = /^giftdeck-secrets (\d{1,6}) ([0-9a-f]{16})\n$/.exec(line.toString('latin1')) ?? []
  if (found === undefined) return { kind: 'damaged' }
  if (Number(found) > version) return { kind: 'newer' }
  if (mark !== keyMark(key)) return { kind: 'wrong-key' }
  return open(bytes.subarray(end + 1), key, line) ?? { kind: 'damaged' }
}

function unsealVersion0(bytes: Buffer, key: Buffer): Opened {
  // Too short for anything sealed, or what a file system leaves of a file that it lost.
  if (bytes.length < ivLength + tagLength + 2 || bytes.every((byte) => byte === 0)) return { kind: 'damaged' }
  return open(bytes, key, Buffer.alloc(0)) ?? { kind: 'wrong-key' }
}

function open(bytes: Buffer, key: Buffer, line: Buffer): Opened | undefined {
  try {
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
    opener.setAAD(line).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
    const text = Buffer.concat([opener.update(bytes.subarray(ivLength + tagLength)), opener.final()])
    return { kind: 'opened', secrets: secretsSchema.parse(JSON.parse(readText(text).text)) }
  } catch {
    return undefined
  }
}

/** An identifier of the key that is needed. It reveals nothing about the key. */
const keyMark = (key: Buffer) => createHmac('sha256', key).update('which key').digest('hex').slice(0, 16)
