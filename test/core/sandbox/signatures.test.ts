import { describe, expect, it } from 'vitest'
import { verifySignature } from '../../../electron/core/sandbox/zego/check-gateway.ts'
import { verifyUserSig } from '../../../electron/core/sandbox/tencent/check-caller.ts'
import { userSig } from './call-vendors.ts'

const issuedAt = 1_767_225_600
const administrator = {
  sdkAppId: 1_400_000_001,
  identifier: 'administrator',
  secretKey: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  nowSeconds: issuedAt,
}
// Made by the vendor's own library with a fixed clock.
const published =
  'eJw1ys0OgjAQBOB32asGS4NFm3jRiyQmhPgXjsWusCCIpVYS47ubgM5tvpk3HHZ7z6EBCdxjMB06aWwsXWlgpWtqqLNG2bv5HTpdqbYlDdIP2Bh-XCzVCNIPRcj5XDA2KvYtGQS5EMGfOspBgkujZyYEFY-T7LiJX*tkWylcxuc*NUUWNsEkubm8rC5ltILPF8jBNNU_'

describe("Tencent's sign-in, checked on the simulated side", () => {
  it("accepts the vendor's published signature", () => {
    expect(verifyUserSig(published, administrator)).toBe(0)
  })

  it('reports a wrong app, user and key and the expiry, each with its code', () => {
    expect(verifyUserSig(published, { ...administrator, sdkAppId: 20_000_042 })).toBe(70014)
    expect(verifyUserSig(published, { ...administrator, identifier: 'administrato' })).toBe(70013)
    expect(verifyUserSig(published, { ...administrator, secretKey: 'f'.repeat(64) })).toBe(70009)
    expect(verifyUserSig(published, { ...administrator, nowSeconds: issuedAt + 86_399 })).toBe(0)
    expect(verifyUserSig(published, { ...administrator, nowSeconds: issuedAt + 86_400 })).toBe(70001)
  })

  it('refuses a signature that is truncated, base64url or nonsense', () => {
    const broken = [published.slice(0, -20), '', 'eJw', published.replaceAll('*', '+'), 'hello', `${published} `]
    for (const each of broken) expect(verifyUserSig(each, administrator)).toBe(70003)
  })

  it('accepts an id with dash and underscore', () => {
    const key = 'feedfacecafebeef'.repeat(4)
    const parts = { sdkAppId: 20_000_042, identifier: 'stage-admin_01', key, time: issuedAt, expire: 604_800 }
    const claim = { sdkAppId: 20_000_042, identifier: 'stage-admin_01', secretKey: key, nowSeconds: issuedAt }
    expect(verifyUserSig(userSig(parts), claim)).toBe(0)
  })
})

describe("ZEGO's signature, checked on the simulated side", () => {
  const vectors = [
    ['12345', '4fd24687296dd9f3', '9193cc662a4c0ec135ec71fb57194b38', '1615186943', '43e5cfcca828314675f91b001390566a'],
    [
      '1234567890',
      '0a1b2c3d4e5f6071',
      '00112233445566778899aabbccddeeff',
      '1767225600',
      '00c32c3f54f7362dbd8a8f40cde87bee',
    ],
  ] as const

  it.each(vectors)('accepts the published signature of app %s', (appId, nonce, secret, timestamp, signature) => {
    expect(verifySignature({ appId, nonce, timestamp, signature }, secret)).toBe(true)
  })

  it('refuses another secret, another time and capital letters', () => {
    const [appId, nonce, secret, timestamp, signature] = vectors[0]
    expect(verifySignature({ appId, nonce, timestamp, signature }, secret.replace('9', '8'))).toBe(false)
    expect(verifySignature({ appId, nonce, timestamp: '1615186944', signature }, secret)).toBe(false)
    expect(verifySignature({ appId, nonce, timestamp, signature: signature.toUpperCase() }, secret)).toBe(false)
  })
})
