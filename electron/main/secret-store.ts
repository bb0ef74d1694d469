import type { Log, SecretStore } from '../core/ports.ts'
import type { SealedFile } from './sealed-file.ts'

/** What the store needs of Electron's safeStorage. */
export interface Sealer {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

/** These seal with a key that anyone on the machine knows: no protection. */
const hollowBackends = new Set(['basic_text', 'unknown'])

/** What Electron rejects with while the key store takes no questions: asking again later helps, entering the secret anew does not. */
const isTemporary = (error: Error) => /temporarily unavailable/i.test(error.message)

/** How long an answer of the key store is believed: a keyring may be unlocked, or go away, at any time. */
const believedMs = 2_000

/**
 * Secrets sealed by the system's key store. While it is away they stay in memory, and whoever asks for the protection
 * once it is back moves them there; where there never is one they end with the app.
 */
export function createSecretStore(options: {
  sealed: SealedFile
  sealer: Sealer
  platform: NodeJS.Platform
  log: Log
  now: () => number
}): SecretStore {
  const { sealed, sealer, platform, log, now } = options
  /** Entered while nothing could seal them; always newer than what is sealed. */
  const memory = new Map<string, string>()
  /** Sealed secrets that could not be read when requested. */
  const missed = new Set<string>()
  const listeners: (() => void)[] = []
  /** What was logged of each secret since it last came or went in: it is tried again every few seconds. */
  const warned = new Map<string, string>()
  const warn = (name: string, message: string, error: Error) => {
    if (warned.get(name) !== message) log.warn(message, { name, detail: error.message })
    warned.set(name, message)
  }

  const askSystem = async () => {
    if (platform === 'linux' && hollowBackends.has(sealer.getSelectedStorageBackend?.() ?? 'unknown')) return false
    return sealer.isAsyncEncryptionAvailable().catch(() => false)
  }
  let heard: { at: number; available: boolean } | undefined
  const isAvailable = async () => {
    if (!heard || Math.abs(now() - heard.at) >= believedMs) heard = { at: now(), available: await askSystem() }
    return heard.available
  }

  /** Once it has been there, Electron always says that it is; trouble shows only when something is asked of it. */
  const isAway = () => void (heard = { at: now(), available: false })

  // One at a time: a delete must not overtake the set before it, nor a re-sealing undo the set after it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  const seal = async (name: string, value: string) => {
    const bytes = await sealer.encryptStringAsync(value)
    sealed.write({ ...sealed.read(), [name]: bytes.toString('base64') })
    warned.delete(name)
  }
  /** False if the key store became unavailable meanwhile. */
  const trySeal = (name: string, value: string) =>
    seal(name, value).then(
      () => true,
      (error: Error) => {
        isAway()
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
    if (!(await isAvailable())) return void missed.add(name)
    try {
      const { result, shouldReEncrypt } = await sealer.decryptStringAsync(Buffer.from(bytes, 'base64'))
      warned.delete(name)
      if (shouldReEncrypt) await trySeal(name, result)
      return result
    } catch (thrown) {
      const error = thrown as Error
      heard = undefined
      if (isTemporary(error)) {
        isAway()
        warn(name, 'A stored secret cannot be read for now; it is tried again.', error)
        return void missed.add(name)
      }
      if (!(await isAvailable())) return void missed.add(name)
      warn(name, 'A stored secret cannot be opened on this computer; it must be entered again.', error)
      return undefined
    }
  }

  /** The key store is available again. Seals the secrets kept in memory, then notifies listeners: missed ones may be readable. */
  const settle = async () => {
    if (memory.size === 0 && missed.size === 0) return
    for (const [name, value] of memory) if (await trySeal(name, value)) memory.delete(name)
    missed.clear()
    for (const listener of listeners) listener()
  }

  return {
    protection: () =>
      inTurn(async () => {
        if (await isAvailable()) await settle()
        return (await isAvailable()) ? 'system' : 'memory'
      }),
    get: (name) => inTurn(async () => memory.get(name) ?? unseal(name)),
    set: (name, value) =>
      inTurn(async () => {
        missed.delete(name)
        memory.set(name, value)
        if ((await isAvailable()) && (await trySeal(name, value))) memory.delete(name)
        // The old one must not come back with the next start.
        else forgetSealed(name)
      }),
    delete: (name) =>
      inTurn(async () => {
        missed.delete(name)
        memory.delete(name)
        forgetSealed(name)
      }),
    onAppear: (listener) => void listeners.push(listener),
  }
}
