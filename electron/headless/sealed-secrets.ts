import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { readText } from '../core/platform/read-text.ts'

/**
 * The format of secrets.sealed: a header line with the version and the id of the key, then AES-256-GCM, which
 * authenticates the header too. Version 0 had no header.
 */

export type Opened =
  | { kind: 'opened'; secrets: Record<string, string> }
  /** The bytes were changed since they were written, whichever key was used. */
  | { kind: 'damaged' }
  /**
   * The file was encrypted with another key. In version 0, which has no header, it may also be damaged: the two cannot
   * be distinguished.
   */
  | { kind: 'wrong-key' }
  | { kind: 'newer' }

const name = 'giftdeck-secrets'
const version = 1
const ivLength = 12
const tagLength = 16
const secretsSchema = z.record(z.string(), z.string())

export function seal(secrets: Record<string, string>, key: Buffer): Buffer {
  const header = Buffer.from(`${name} ${version} ${keyId(key)}\n`)
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(header)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), sealed])
}

export function unseal(bytes: Buffer, key: Buffer): Opened {
  if (!bytes.subarray(0, name.length).equals(Buffer.from(name))) return unsealVersion0(bytes, key)
  const end = bytes.indexOf('\n')
  const header = bytes.subarray(0, end + 1)
  const [, found, foundKeyId] = /^giftdeck-secrets (\d{1,6}) ([0-9a-f]{16})\n$/.exec(header.toString('latin1')) ?? []
  if (found === undefined) return { kind: 'damaged' }
  if (Number(found) > version) return { kind: 'newer' }
  if (foundKeyId !== keyId(key)) return { kind: 'wrong-key' }
  return open(bytes.subarray(end + 1), key, header) ?? { kind: 'damaged' }
}

function unsealVersion0(bytes: Buffer, key: Buffer): Opened {
  // A damaged file is too short for encrypted data, or holds only zeros, which file systems leave after a lost write.
  if (bytes.length < ivLength + tagLength + 2 || bytes.every((byte) => byte === 0)) return { kind: 'damaged' }
  return open(bytes, key, Buffer.alloc(0)) ?? { kind: 'wrong-key' }
}

function open(bytes: Buffer, key: Buffer, header: Buffer): Opened | undefined {
  try {
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
    opener.setAAD(header).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
    const text = Buffer.concat([opener.update(bytes.subarray(ivLength + tagLength)), opener.final()])
    return { kind: 'opened', secrets: secretsSchema.parse(JSON.parse(readText(text).text)) }
  } catch {
    return undefined
  }
}

/** Identifies the key that is needed, without revealing anything about it. */
const keyId = (key: Buffer) => createHmac('sha256', key).update('which key').digest('hex').slice(0, 16)
