import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { SecretStore } from '../core/ports.ts'
import { StartFailure } from '../core/start-failure.ts'

/**
 * Secrets at rest, sealed with AES-256-GCM under a key made of the key file's bytes. Without a key file they stay in
 * memory and are gone with the process.
 */
export function createSecretStore(dataDir: string, keyFile: string | undefined): SecretStore {
  const key = keyFile === undefined ? null : readKey(keyFile)
  const file = path.join(dataDir, 'secrets.sealed')
  const secrets = new Map<string, string>(
    key && existsSync(file) ? Object.entries(unseal(readFileSync(file), key)) : [],
  )
  const save = () => {
    if (!key) return
    writeFileSync(`${file}.new`, seal(Object.fromEntries(secrets), key), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return {
    protection: async () => (key ? 'key-file' : 'memory'),
    get: async (name) => secrets.get(name),
    async set(name, value) {
      secrets.set(name, value)
      save()
    },
    async delete(name) {
      secrets.delete(name)
      save()
    },
  }
}

const secretsSchema = z.record(z.string(), z.string())

function readKey(keyFile: string): Buffer {
  try {
    return openKey(keyFile)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(
      `The key file ${keyFile} cannot be used: ${(error as Error).message}.`,
      'Name a file that you may read and write with --key-file, in a folder that exists.',
      { cause: error },
    )
  }
}

function openKey(keyFile: string): Buffer {
  if (!existsSync(keyFile)) {
    writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  if (process.platform !== 'win32' && (statSync(keyFile).mode & 0o077) !== 0)
    throw new StartFailure(`The key file ${keyFile} can be read by others.`, `Run: chmod 600 ${keyFile}`)
  const bytes = readFileSync(keyFile)
  if (bytes.length < 32)
    throw new StartFailure(
      `The key file ${keyFile} is too short.`,
      'It needs at least 32 random bytes; delete it to get a new one.',
    )
  return createHash('sha256').update(bytes).digest()
}

function seal(secrets: Record<string, string>, key: Buffer): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function unseal(bytes: Buffer, key: Buffer): Record<string, string> {
  try {
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    opener.setAuthTag(bytes.subarray(12, 28))
    const text = Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
    return secretsSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new StartFailure(
      'The stored secrets cannot be opened with this key file.',
      'Give the key file they were stored with, or delete secrets.sealed in the data folder and enter them again.',
      { cause: error },
    )
  }
}
