import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { checkDownloaded, trustAnnounced, UpdateRefused } from '../../electron/main/updates/verify-update.ts'
import { signRelease } from '../../installer/sign-release.ts'
import { makeFolder } from '../support/make-app.ts'

const keys = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}
const ours = keys()
const installer = Buffer.from('the installer of 1.2.0')
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')

const unsigned = stringify({
  version: '1.2.0',
  files: [{ url: 'Giftdeck-1.2.0.exe', sha512: sha512(installer), size: installer.length }],
  releaseDate: '2026-11-21T00:00:00.000Z',
})
const signed = parse(signRelease(unsigned, ours.privateKey)) as Record<string, unknown>
const trust = (announced: unknown, running = '1.1.9') =>
  trustAnnounced(announced, { publicKey: ours.publicKey, running })

function saved(bytes: Buffer) {
  const file = path.join(makeFolder(), 'Giftdeck-1.2.0.exe')
  writeFileSync(file, bytes)
  return file
}

describe('an update', () => {
  it('is accepted when it is newer, signed by us and complete', async () => {
    const trusted = trust(signed)
    expect(trusted.version).toBe('1.2.0')
    await expect(checkDownloaded(saved(installer), trusted)).resolves.toBeUndefined()
  })

  it('is refused when a byte of the file differs', async () => {
    const tampered = Buffer.from(installer)
    tampered[3]! ^= 1
    await expect(checkDownloaded(saved(tampered), trust(signed))).rejects.toThrow(UpdateRefused)
  })

  it.each<[string, unknown, string]>([
    ['is not signed', parse(unsigned), 'not signed'],
    ['is signed with another key', parse(signRelease(unsigned, keys().privateKey)), 'not ours'],
    ['names another version than was signed', { ...signed, version: '1.3.0' }, 'not ours'],
    ['names another file than was signed', { ...signed, files: [{ url: 'x', sha512: sha512(installer) }] }, 'not ours'],
    ['carries one file more than was signed', withOneMore(), 'not ours'],
    ['has a version that is none', { ...signed, version: '99.0.0-evil' }, 'not signed or not complete'],
    ['is nothing at all', null, 'not signed or not complete'],
  ])('is refused when the release %s', (_, announced, why) => {
    expect(() => trust(announced)).toThrow(UpdateRefused)
    expect(() => trust(announced)).toThrow(why)
  })

  it.each(['1.2.0', '1.2.1', '1.10.0', '2.0.0'])('is refused by %s, which is as new or newer', (running) => {
    expect(() => trust(signed, running)).toThrow('not newer')
  })
})

function withOneMore() {
  const files = signed['files'] as object[]
  return { ...signed, files: [...files, { url: 'evil.exe', sha512: sha512(Buffer.from('evil')) }] }
}
