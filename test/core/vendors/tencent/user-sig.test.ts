import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeUserSig, readUserSig, verifyUserSig } from '../../../../electron/core/vendors/tencent/user-sig.ts'
import { newYear } from '../fakes.ts'
import { secretKey } from './make-tencent.ts'

const first = {
  sdkAppId: 1_400_000_001,
  secretKey,
  identifier: 'administrator',
  nowMs: newYear,
  lifetimeSeconds: 86_400,
}
const second = {
  sdkAppId: 20_000_042,
  secretKey: 'feedfacecafebeef'.repeat(4),
  identifier: 'stage-admin_01',
  nowMs: newYear,
  lifetimeSeconds: 604_800,
}
// Made by the vendor's own library with its clock fixed.
const vendorMade =
  'eJw1ys0OgjAQBOB32asGS4NFm3jRiyQmhPgXjsWusCCIpVYS47ubgM5tvpk3HHZ7z6EBCdxjMB06aWwsXWlgpWtqqLNG2bv5HTpdqbYlDdIP2Bh-XCzVCNIPRcj5XDA2KvYtGQS5EMGfOspBgkujZyYEFY-T7LiJX*tkWylcxuc*NUUWNsEkubm8rC5ltILPF8jBNNU_'

const inside = (userSig: string) => {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  return inflateSync(Buffer.from(base64, 'base64')).toString()
}

describe('making a Tencent sign-in', () => {
  it("gives the same result as the vendor's library", () => {
    expect(inside(makeUserSig(first))).toBe(inside(vendorMade))
    expect(JSON.parse(inside(makeUserSig(first)))).toEqual({
      'TLS.ver': '2.0',
      'TLS.identifier': 'administrator',
      'TLS.sdkappid': 1_400_000_001,
      'TLS.time': 1_767_225_600,
      'TLS.expire': 86_400,
      'TLS.sig': 'vYIub66ihqV/UCOwBQHkae9OWxYrhb7n4+QlvgjkcjI=',
    })
  })

  it('distinguishes the dash and underscore of an identifier from those of its alphabet', () => {
    expect(JSON.parse(inside(makeUserSig(second)))).toMatchObject({
      'TLS.identifier': 'stage-admin_01',
      'TLS.sig': 'xgwlBPf0N3p/j2ST1l6i4SRV0v5dgYLAxzV2P6V9VmY=',
    })
  })

  it('uses the vendor alphabet, which needs no escaping in a URL', () => {
    expect(makeUserSig(first)).toMatch(/^eJ[A-Za-z0-9*_-]+$/)
  })

  it('counts whole seconds', () => {
    expect(inside(makeUserSig({ ...first, nowMs: newYear + 999 }))).toBe(inside(vendorMade))
  })
})

describe('pasting a ready-made sign-in', () => {
  it('shows its user and its expiry', () => {
    expect(readUserSig(vendorMade)).toEqual({
      ok: true,
      identifier: 'administrator',
      sdkAppId: 1_400_000_001,
      expiresAt: newYear + 86_400_000,
    })
  })

  it('strips blanks around it that were copied along', () => {
    expect(readUserSig(`  ${vendorMade}\n`)).toMatchObject({ ok: true })
  })

  it.each([
    ['cut off in copying', vendorMade.slice(0, -20)],
    ['something else', 'hello'],
    ['empty', ''],
  ])('calls the text unreadable when it is %s', (_, pasted) => {
    expect(readUserSig(pasted)).toEqual({ ok: false, why: 'unreadable' })
  })
})

describe('checking a sign-in as the vendor does', () => {
  const expected = { sdkAppId: first.sdkAppId, secretKey, identifier: 'administrator', nowMs: newYear }

  it.each([
    ['valid', {}],
    ['valid', { nowMs: newYear + 86_399_999 }],
    ['expired', { nowMs: newYear + 86_400_000 }],
    ['other-app', { sdkAppId: 20_000_042 }],
    ['other-identifier', { identifier: 'someone' }],
    ['other-key', { secretKey: 'f'.repeat(64) }],
  ] as const)('finds the sign-in %s with %o', (verdict, difference) => {
    expect(verifyUserSig(vendorMade, { ...expected, ...difference })).toBe(verdict)
  })

  it('finds a broken sign-in unreadable', () => {
    expect(verifyUserSig('eJbroken', expected)).toBe('unreadable')
  })
})
