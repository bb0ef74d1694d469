import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Prepares the environment variables with certificates and the Apple account for electron-builder. A secret that is not
 * set arrives as an empty string in CI, and electron-builder takes every string for a value: an empty CSC_LINK names a
 * certificate file that does not exist, and the build fails.
 */

const forMac = ['CSC_LINK', 'CSC_KEY_PASSWORD', 'CSC_NAME', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']
const forWindows = ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD']
const apple = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']

const isGiven = (env, name) => (env[name] ?? '').trim() !== ''

const hasMacCertificate = (env) => isGiven(env, 'CSC_LINK') || isGiven(env, 'CSC_NAME')

/** Returns whether a certificate for macOS is set, and whether an account for notarisation is set. */
export const signingOf = (env) => ({
  signsForMac: hasMacCertificate(env),
  notarizes: apple.every((name) => isGiven(env, name)),
})

/**
 * Returns the environment for electron-builder on this system. Empty values and certificates of other systems are left
 * out. Apple's key is written to a file, because notarytool needs a path; `remove` deletes that file.
 */
export function signingEnvironment(env, platform) {
  // Without WIN_CSC_LINK electron-builder would sign for Windows with CSC_LINK, which is Apple's certificate.
  const unwanted = platform === 'darwin' ? forWindows : platform === 'win32' ? forMac : [...forMac, ...forWindows]
  const isDropped = (name) => unwanted.includes(name) || !isGiven(env, name)
  const dropped = [...forMac, ...forWindows].filter(isDropped)
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.includes(name)))

  const missing = apple.filter((name) => !isGiven(kept, name))
  if (missing.length > 0 && missing.length < apple.length)
    throw new Error(`Apple's notarisation needs ${missing.join(' and ')} as well, or none of ${apple.join(', ')}.`)
  if (missing.length > 0) return { env: kept, remove: () => {} }
  if (!hasMacCertificate(kept))
    throw new Error('Apple notarises only what CSC_LINK or CSC_NAME signs, and both are empty.')
  const { file, remove } = keyFile(kept.APPLE_API_KEY)
  return { env: { ...kept, APPLE_API_KEY: file }, remove }
}

/**
 * Returns the path of Apple's .p8 file. In CI the secret holds the text of the file, which is written to a temporary
 * file. On a developer's computer the value may be the path itself.
 */
function keyFile(value) {
  if (existsSync(value)) return { file: value, remove: () => {} }
  if (!value.includes('-----BEGIN PRIVATE KEY-----'))
    throw new Error("APPLE_API_KEY is neither the text of Apple's .p8 file nor the path of one.")
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-key-'))
  const file = path.join(folder, 'AuthKey.p8')
  writeFileSync(file, `${value.trim()}\n`, { mode: 0o600 })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}
