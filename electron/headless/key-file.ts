import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { StartupNotice } from '../../shared/contract/status.ts'
import { fail } from '../core/errors/call-errors.ts'
import { asideName, moveAside } from '../core/platform/set-aside.ts'
import { fileFailure, meaningOf, newerFailure } from '../core/platform/file-failure.ts'
import { isPlainFile, isThere } from '../core/platform/plain-file.ts'
import { readIfThere } from '../core/platform/read-text.ts'
import { writeWhole } from '../core/platform/write-file.ts'
import type { SecretStore } from '../core/ports.ts'
import { startupNotices } from '../core/errors/startup-notices.ts'
import { StartFailure } from '../core/errors/failures.ts'
import { seal, unseal } from './sealed-secrets.ts'

export interface OpenedSecrets {
  secrets: SecretStore
  /** Says that a damaged file was, or will be, set aside. */
  notices: StartupNotice[]
  /** Sets a damaged file aside. Call it once the data folder is locked. The first change of a secret calls it too. */
  settle(): void
}

/**
 * Opens the stored secrets. They are encrypted with a key that is derived from the bytes of the key file. Without a key
 * file, secrets stay in memory and are lost when the process ends; an existing file is left as it is.
 */
export function openSecrets(dataDir: string, keyFile: string | undefined, now: number): OpenedSecrets {
  const file = path.join(dataDir, 'secrets.sealed')
  if (keyFile === undefined) return { ...storeOf(new Map(), 'memory', () => {}), notices: [], settle() {} }
  const sealed = readIfThere(file)
  // Refuse a missing key file if secrets exist. Otherwise a mistyped path would create a new key, which could not
  // decrypt them.
  if (sealed && !isThere(keyFile)) throw keyMissing(keyFile, file)
  const key = readKey(keyFile, sealed ? file : null)
  const opened = sealed ? unseal(sealed, key) : { kind: 'opened' as const, secrets: {} }
  if (opened.kind === 'newer') throw newerFailure(file)
  if (opened.kind === 'wrong-key') throw wrongKey(keyFile, file)

  const secrets = new Map(Object.entries(opened.kind === 'opened' ? opened.secrets : {}))
  const asideFile = asideName(file, now)
  let mustSetAside = opened.kind === 'damaged'
  const setAside = () => {
    if (mustSetAside) moveAside(file, asideFile)
    mustSetAside = false
  }
  const save = (next: ReadonlyMap<string, string>) => {
    setAside()
    writeWhole(file, seal(Object.fromEntries(next), key))
  }
  return {
    ...storeOf(secrets, 'key-file', save),
    notices: mustSetAside ? [startupNotices['secrets-set-aside']({ file: path.basename(asideFile) })] : [],
    settle() {
      try {
        setAside()
      } catch (error) {
        throw fileFailure(file, error)
      }
    },
  }
}

function storeOf(
  start: ReadonlyMap<string, string>,
  protection: 'memory' | 'key-file',
  save: (secrets: ReadonlyMap<string, string>) => void,
) {
  let secrets = start
  /** Write to the disk first. If that fails, the caller gets an error, and the secret must not sign the next call. */
  const change = (make: (next: Map<string, string>) => unknown) => {
    const next = new Map(secrets)
    make(next)
    try {
      save(next)
    } catch (error) {
      const why = meaningOf(error)
      throw fail(
        'CANNOT_RECORD',
        `The secret cannot be stored (${why}), so nothing was changed. Make room, then try again.`,
      )
    }
    secrets = next
  }
  const store: SecretStore = {
    protection: async () => protection,
    get: async (name) => secrets.get(name),
    set: async (name, value) => change((next) => next.set(name, value)),
    delete: async (name) => change((next) => next.delete(name)),
  }
  return { secrets: store }
}

const keyMissing = (keyFile: string, file: string) =>
  new StartFailure(
    `The key file ${keyFile} is not there, and ${file} was sealed with one.`,
    `Name the key file they were stored with; or move ${path.basename(file)} elsewhere and enter the secrets again.`,
  )

/**
 * Creates the failure for a wrong key. The secrets file stays in its place, because the right key file can still open
 * it. If it were set aside, newly entered secrets would hide that.
 */
const wrongKey = (keyFile: string, file: string) =>
  new StartFailure(
    `The stored secrets in ${file} cannot be opened with the key file ${keyFile}: it is another key, or one of the two is damaged.`,
    `Give the key file they were stored with; or move ${path.basename(file)} elsewhere and enter the secrets again.`,
  )

function readKey(keyFile: string, sealed: string | null): Buffer {
  try {
    return openKey(keyFile, sealed)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(
      `The key file ${keyFile} cannot be used: ${meaningOf(error)}.`,
      'Name a file that you may read and write with --key-file, in a folder that exists.',
      { cause: error },
    )
  }
}

function openKey(keyFile: string, sealed: string | null): Buffer {
  if (!isPlainFile(keyFile)) {
    writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  if (process.platform !== 'win32' && (statSync(keyFile).mode & 0o077) !== 0)
    throw new StartFailure(`The key file ${keyFile} can be read by others.`, `Run: chmod 600 ${keyFile}`)
  const bytes = readFileSync(keyFile)
  if (bytes.length < 32)
    throw new StartFailure(
      `The key file ${keyFile} is too short.`,
      sealed === null
        ? 'It needs at least 32 random bytes; delete it to get a new one.'
        : `It needs at least 32 random bytes. ${sealed} was sealed with one: give that one; or move both elsewhere and enter the secrets again.`,
    )
  return createHash('sha256').update(bytes).digest()
}
