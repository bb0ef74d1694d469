import type { Log, SecretStore } from '../core/ports.ts'
import { openSealedFile } from './sealed-file.ts'

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

/** Secrets sealed by the system's key store. Where the system offers none they stay in memory and end with the app. */
export function createSecretStore(options: {
  file: string
  sealer: Sealer
  platform: NodeJS.Platform
  log: Log
  now: () => number
}): SecretStore {
  const { sealer, platform, log } = options
  const memory = new Map<string, string>()
  const sealed = openSealedFile(options.file, options.now, log)

  const isProtected = async () => {
    if (platform === 'linux' && hollowBackends.has(sealer.getSelectedStorageBackend?.() ?? 'unknown')) return false
    return sealer.isAsyncEncryptionAvailable().catch(() => false)
  }
  let asked: Promise<boolean> | undefined
  const protectedBySystem = () => (asked ??= isProtected())

  // One at a time: a delete must not overtake the set before it, nor a re-sealing undo the set after it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  const seal = async (name: string, value: string) => {
    const bytes = await sealer.encryptStringAsync(value)
    await sealed.write({ ...(await sealed.read()), [name]: bytes.toString('base64') })
  }

  const unseal = async (name: string) => {
    const bytes = (await sealed.read())[name]
    if (bytes === undefined) return undefined
    try {
      const { result, shouldReEncrypt } = await sealer.decryptStringAsync(Buffer.from(bytes, 'base64'))
      if (shouldReEncrypt) await seal(name, result)
      return result
    } catch (error) {
      const detail = (error as Error).message
      log.warn('A stored secret cannot be opened on this computer; it must be entered again.', { name, detail })
      return undefined
    }
  }

  return {
    protection: async () => ((await protectedBySystem()) ? 'system' : 'memory'),
    get: (name) => inTurn(async () => ((await protectedBySystem()) ? unseal(name) : memory.get(name))),
    set: (name, value) =>
      inTurn(async () => {
        if (await protectedBySystem()) await seal(name, value)
        else memory.set(name, value)
      }),
    delete: (name) =>
      inTurn(async () => {
        memory.delete(name)
        const { [name]: gone, ...others } = await sealed.read()
        if (gone !== undefined) await sealed.write(others)
      }),
  }
}
