import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * What electron-builder may see of the certificates and of Apple's account.
 *
 * A secret that is not set in the hosted CI arrives as an empty text, and electron-builder takes every text for a value: an
 * empty CSC_LINK is a certificate file that does not exist, and the build fails.
 */

const forMac = ['CSC_LINK', 'CSC_KEY_PASSWORD', 'CSC_NAME', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']
const forWindows = ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD']
const apple = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']

const isGiven = (env, name) => (env[name] ?? '').trim() !== ''

const hasMacCertificate = (env) => isGiven(env, 'CSC_LINK') || isGiven(env, 'CSC_NAME')

/** Whether there is a certificate for macOS, and an account to have the package notarised with. */
export const signingOf = (env) => ({
  signsForMac: hasMacCertificate(env),
  notarizes: apple.every((name) => isGiven(env, name)),
})

/**
 * The environment for electron-builder on this system: no empty value, no certificate of the other system, and Apple's key
 * as the path of a file, which is what notarytool wants. `remove` takes that file away again.
 */
export function signingEnvironment(env, platform) {
  // electron-builder signs for Windows with CSC_LINK where there is no WIN_CSC_LINK: Apple's certificate, then.
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

/** The secret holds the text of the .p8 file; on somebody's own computer it may be the file's path. */
function keyFile(value) {
  if (existsSync(value)) return { file: value, remove: () => {} }
  if (!value.includes('-----BEGIN PRIVATE KEY-----'))
    throw new Error("APPLE_API_KEY is neither the text of Apple's .p8 file nor the path of one.")
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-key-'))
  const file = path.join(folder, 'AuthKey.p8')
  writeFileSync(file, `${value.trim()}\n`, { mode: 0o600 })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}
