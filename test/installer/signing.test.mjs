import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { signingEnvironment } from '../../installer/signing-environment.mjs'
import { makeFolder } from '../support/make-app.ts'
import { root } from '../support/read-imports.ts'
import { isPrivate } from '../support/this-system.ts'

// The code of electron-builder itself shows what an empty value causes.
const builder = createRequire(import.meta.resolve('electron-builder'))
const inBuilder = (file) => builder(path.join(path.dirname(builder.resolve('app-builder-lib')), file))
const { importCertificate } = inBuilder('codeSign/codesign.js')
const { MacTargetHelper } = inBuilder('mac/MacTargetHelper.js')

const p8 = '-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----'
const empty = {
  CSC_LINK: '',
  CSC_KEY_PASSWORD: '',
  WIN_CSC_LINK: '',
  WIN_CSC_KEY_PASSWORD: '',
  APPLE_API_KEY: '',
  APPLE_API_KEY_ID: '',
  APPLE_API_ISSUER: '',
}
const full = {
  CSC_LINK: 'QXBwbGU=',
  CSC_KEY_PASSWORD: 'apple',
  WIN_CSC_LINK: 'V2luZG93cw==',
  WIN_CSC_KEY_PASSWORD: 'windows',
  APPLE_API_KEY: p8,
  APPLE_API_KEY_ID: 'ABC123',
  APPLE_API_ISSUER: 'issuer',
}
const surroundings = { PATH: '/usr/bin', HOME: '/home/host' }
const platforms = ['darwin', 'win32', 'linux']

/** Returns the signing settings that electron-builder reads from the configuration with these values. */
function configWith(env) {
  const print =
    "import('./installer/builder.config.mjs').then(({ default: { mac } }) => console.log(JSON.stringify(mac)))"
  const done = spawnSync(process.execPath, ['-e', print], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return JSON.parse(done.stdout)
}

describe('signing secrets that are not set', () => {
  it('would fail the build if they were passed on, as a certificate that does not exist', async () => {
    await expect(importCertificate(empty.CSC_LINK, undefined, root)).rejects.toThrow('not a file')
  })

  it.each(platforms)('do not reach electron-builder on %s', (platform) => {
    const { env } = signingEnvironment({ ...surroundings, ...empty }, platform)
    expect(env).toEqual(surroundings)
  })

  it('include values of only blanks', () => {
    expect(signingEnvironment({ ...surroundings, CSC_LINK: ' \n' }, 'darwin').env).toEqual(surroundings)
  })

  it('result in a macOS package with an ad-hoc signature, not notarised', () => {
    expect(configWith(empty)).toMatchObject({ identity: '-', notarize: false })
  })
})

describe('signing secrets that are set', () => {
  it('reach electron-builder on macOS without those of Windows', () => {
    const { env, remove } = signingEnvironment({ ...surroundings, ...full }, 'darwin')
    const { APPLE_API_KEY: file, ...others } = env
    expect(others).toEqual({
      ...surroundings,
      CSC_LINK: full.CSC_LINK,
      CSC_KEY_PASSWORD: 'apple',
      APPLE_API_KEY_ID: 'ABC123',
      APPLE_API_ISSUER: 'issuer',
    })
    remove()
    expect(existsSync(file)).toBe(false)
  })

  it("reach electron-builder on Windows without Apple's certificate, even if there is none for Windows", () => {
    const { env } = signingEnvironment({ ...surroundings, ...full }, 'win32')
    expect(env).toEqual({ ...surroundings, WIN_CSC_LINK: full.WIN_CSC_LINK, WIN_CSC_KEY_PASSWORD: 'windows' })
    expect(signingEnvironment({ ...surroundings, ...full, WIN_CSC_LINK: '' }, 'win32').env).not.toHaveProperty(
      'CSC_LINK',
    )
  })

  it("pass Apple's key as the path of a file that only this user can read", () => {
    const { env, remove } = signingEnvironment({ ...surroundings, ...full }, 'darwin')
    const { APPLE_API_KEY: file } = env
    expect(readFileSync(file, 'utf8')).toBe(`${p8}\n`)
    expect(file.endsWith('.p8')).toBe(true)
    expect(isPrivate(file)).toBe(true)
    remove()
  })

  it('may name the file of the key, which is then kept', () => {
    const file = path.join(makeFolder(), 'AuthKey_ABC123.p8')
    writeFileSync(file, p8)
    const { env, remove } = signingEnvironment({ ...full, APPLE_API_KEY: file }, 'darwin')
    remove()
    expect(env.APPLE_API_KEY).toBe(file)
    expect(existsSync(file)).toBe(true)
  })

  it("are what electron-builder's own notarisation needs", () => {
    const { env, remove } = signingEnvironment({ ...full }, 'darwin')
    const before = { ...process.env }
    Object.assign(process.env, env)
    try {
      expect(MacTargetHelper.getNotarizeOptions('Giftdeck.app')).toMatchObject({
        appleApiKey: env.APPLE_API_KEY,
        appleApiKeyId: 'ABC123',
        appleApiIssuer: 'issuer',
      })
    } finally {
      for (const name of Object.keys(env)) delete process.env[name]
      Object.assign(process.env, before)
      remove()
    }
  })

  it('sign the package with the certificate and have it notarised', () => {
    const mac = configWith({ ...full, WIN_CSC_LINK: '' })
    expect(mac).toMatchObject({ notarize: true })
    expect(mac).not.toHaveProperty('identity')
  })

  it.each([
    ['one of the three of Apple is missing', { APPLE_API_ISSUER: '' }, 'APPLE_API_ISSUER as well'],
    ["Apple's key is no key", { APPLE_API_KEY: 'ABC' }, 'neither the text'],
    ['there is no certificate to notarise', { CSC_LINK: '' }, 'CSC_LINK or CSC_NAME'],
  ])('are refused with an explanation if %s', (_, change, why) => {
    expect(() => signingEnvironment({ ...full, ...change }, 'darwin')).toThrow(why)
  })
})
