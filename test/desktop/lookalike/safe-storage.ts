import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { switchValue } from './command-line.ts'
import { only } from './only.ts'

/**
 * A keyring that a test can lock, open and remove. The file named by LOOKALIKE_KEYRING is the key; while it is missing,
 * the keyring is locked. Like the desktop's own, it is selected by --password-store.
 */
function key() {
  const file = process.env['LOOKALIKE_KEYRING'] ?? ''
  if (!existsSync(file)) throw new Error('safeStorage is temporarily unavailable. Please try again.')
  return createHash('sha256').update(readFileSync(file)).digest()
}

let wasOpen = false
/**
 * Tells whether the keyring is available. As in Electron, it stays available for good once its key has been read, and
 * later failures appear as rejections.
 */
const isOpen = () => (wasOpen ||= existsSync(process.env['LOOKALIKE_KEYRING'] ?? ''))

export const safeStorage = only('safeStorage', {
  getSelectedStorageBackend: () =>
    switchValue('password-store') === 'gnome-libsecret' ? ('gnome_libsecret' as const) : ('basic_text' as const),
  isAsyncEncryptionAvailable: async () => isOpen(),
  async encryptStringAsync(text: string) {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  },
  async decryptStringAsync(sealed: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
})
