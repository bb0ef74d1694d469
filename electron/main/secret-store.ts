import type { Log, SecretStore } from '../core/ports.ts'
import type { SealedFile } from './sealed-file.ts'

/** The part of Electron's safeStorage that is used here. */
export interface Sealer {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

/** These backends encrypt with a fixed, public key, which protects nothing. */
const unprotectedBackends = new Set(['basic_text', 'unknown'])

/**
 * True if the key store is only unavailable for now. A later try may succeed, so the host need not enter the secret
 * again.
 */
const isTemporary = (error: Error) => /temporarily unavailable/i.test(error.message)

/** How long the availability of the key store is cached. A keyring may be unlocked or locked at any time. */
const availabilityCachedMs = 2_000

/**
 * Stores secrets encrypted by the system's key store. While the key store is unavailable, secrets stay in memory. Once
 * it is available again, the next call of `protection` encrypts and stores them. Without any key store they are lost
 * when Giftdeck quits.
 */
export function createSecretStore(options: {
  sealed: SealedFile
  sealer: Sealer
  platform: NodeJS.Platform
  log: Log
  now: () => number
}): SecretStore {
  const { sealed, sealer, platform, log, now } = options
  /** Secrets entered while the key store was unavailable. They are always newer than those in the file. */
  const memory = new Map<string, string>()
  /** Stored secrets that could not be decrypted when they were requested. */
  const unreadable = new Set<string>()
  const listeners: (() => void)[] = []
  /**
   * The last warning logged for each secret, cleared once the secret is read or stored. A secret is retried every few
   * seconds, and every retry would otherwise log the same warning again.
   */
  const warned = new Map<string, string>()
  const warn = (name: string, message: string, error: Error) => {
    if (warned.get(name) !== message) log.warn(message, { name, detail: error.message })
    warned.set(name, message)
  }

  const askSystem = async () => {
    if (platform === 'linux' && unprotectedBackends.has(sealer.getSelectedStorageBackend?.() ?? 'unknown')) return false
    return sealer.isAsyncEncryptionAvailable().catch(() => false)
  }
  let lastCheck: { at: number; available: boolean } | undefined
  const isAvailable = async () => {
    if (!lastCheck || Math.abs(now() - lastCheck.at) >= availabilityCachedMs)
      lastCheck = { at: now(), available: await askSystem() }
    return lastCheck.available
  }

  /**
   * Marks the key store as unavailable. Electron reports it as available for good once it has been, so only a failed
   * call shows the opposite.
   */
  const markUnavailable = () => void (lastCheck = { at: now(), available: false })

  // Runs operations one at a time. A delete must not overtake the set before it, and re-encrypting on read must not
  // undo a set.
  let last: Promise<unknown> = Promise.resolve()
  const serialized = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }

  const seal = async (name: string, value: string) => {
    const bytes = await sealer.encryptStringAsync(value)
    sealed.write({ ...sealed.read(), [name]: bytes.toString('base64') })
    warned.delete(name)
  }
  /** Encrypts and stores a secret. Resolves to false if the key store became unavailable during the call. */
  const trySeal = (name: string, value: string) =>
    seal(name, value).then(
      () => true,
      (error: Error) => {
        markUnavailable()
        warn(name, 'A secret could not be sealed; it stays in memory for now.', error)
        return false
      },
    )
  const forgetSealed = (name: string) => {
    const { [name]: gone, ...others } = sealed.read()
    if (gone !== undefined) sealed.write(others)
  }

  const unseal = async (name: string) => {
    const bytes = sealed.read()[name]
    if (bytes === undefined) return undefined
    if (!(await isAvailable())) return void unreadable.add(name)
    try {
      const { result, shouldReEncrypt } = await sealer.decryptStringAsync(Buffer.from(bytes, 'base64'))
      warned.delete(name)
      if (shouldReEncrypt) await trySeal(name, result)
      return result
    } catch (thrown) {
      const error = thrown as Error
      lastCheck = undefined
      if (isTemporary(error)) {
        markUnavailable()
        warn(name, 'A stored secret cannot be read for now; it is tried again.', error)
        return void unreadable.add(name)
      }
      if (!(await isAvailable())) return void unreadable.add(name)
      warn(name, 'A stored secret cannot be opened on this computer; it must be entered again.', error)
      return undefined
    }
  }

  /**
   * Call it when the key store is available again. It stores the secrets that are in memory, then notifies the
   * listeners that stored secrets may be readable again.
   */
  const settle = async () => {
    if (memory.size === 0 && unreadable.size === 0) return
    for (const [name, value] of memory) if (await trySeal(name, value)) memory.delete(name)
    unreadable.clear()
    for (const listener of listeners) listener()
  }

  return {
    protection: () =>
      serialized(async () => {
        if (await isAvailable()) await settle()
        return (await isAvailable()) ? 'system' : 'memory'
      }),
    get: (name) => serialized(async () => memory.get(name) ?? unseal(name)),
    set: (name, value) =>
      serialized(async () => {
        unreadable.delete(name)
        memory.set(name, value)
        if ((await isAvailable()) && (await trySeal(name, value))) memory.delete(name)
        // Remove the old value from the file; otherwise the next start would use it again.
        else forgetSealed(name)
      }),
    delete: (name) =>
      serialized(async () => {
        unreadable.delete(name)
        memory.delete(name)
        forgetSealed(name)
      }),
    onAppear: (listener) => void listeners.push(listener),
  }
}
