import { describe, expect, it } from 'vitest'
import { redact } from '../../../electron/core/platform/redact.ts'

describe('writing a vendor URL into the log', () => {
  it('hides the sign-in of Tencent', () => {
    expect(redact(new URL('https://example.com/v4/x?sdkappid=1&usersig=eJabc*-_&random=5'))).toBe(
      'https://example.com/v4/x?sdkappid=1&usersig=[hidden]&random=5',
    )
  })

  it('hides the signature of ZEGO and nothing that only begins like it', () => {
    expect(redact('https://example.com/?Signature=abc&SignatureNonce=def&SignatureVersion=2.0')).toBe(
      'https://example.com/?Signature=[hidden]&SignatureNonce=def&SignatureVersion=2.0',
    )
  })

  it('hides the credentials of a proxy', () => {
    expect(redact('tried http://host:p@ss@proxy:8080/, then socks5://host@proxy')).toBe(
      'tried http://[hidden]@proxy:8080/, then socks5://[hidden]@proxy',
    )
    expect(redact('https://example.com/?mail=a@b')).toBe('https://example.com/?mail=a@b')
  })

  it('hides a key in JSON that is quoted in other JSON', () => {
    const quoted = (text: string) => JSON.stringify({ detail: text })
    const found = redact(quoted(quoted(JSON.stringify({ secretKey: 'abc', a: 1 }))))
    expect(found).toBe(quoted(quoted(JSON.stringify({ secretKey: '[hidden]', a: 1 }))))
  })

  it('leaves valid JSON valid', () => {
    const json = JSON.stringify({
      url: '/?usersig=abc',
      inner: JSON.stringify({ at: '/?usersig=abc' }),
      secretKey: 'abc',
    })
    expect(JSON.parse(redact(json))).toEqual({
      url: '/?usersig=[hidden]',
      inner: '{"at":"/?usersig=[hidden]"}',
      secretKey: '[hidden]',
    })
  })

  it.each([
    ['backslashes', '\\'.repeat(1_000_000)],
    ['backslashes before a quote', `${'\\'.repeat(1_000_000)}"`],
    ['half addresses', '://'.repeat(300_000)],
    ['half parameters', '&usersig='.repeat(100_000)],
  ])('does not time out on a megabyte of %s', (_, text) => {
    expect(redact(text).length).toBeGreaterThan(0)
  })
})
