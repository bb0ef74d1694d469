import { describe, expect, it } from 'vitest'
import { zegoSignature } from '../../../../electron/core/vendors/zego/client.ts'
import { makeZego, rose } from './make-zego.ts'

describe('signing a ZEGO request', () => {
  it("gives the vendor's published signature", () => {
    const serverSecret = '9193cc662a4c0ec135ec71fb57194b38'
    expect(zegoSignature({ appId: 12_345, nonce: '4fd24687296dd9f3', serverSecret, seconds: 1_615_186_943 })).toBe(
      '43e5cfcca828314675f91b001390566a',
    )
  })

  it('gives the signature of our own vector', () => {
    const serverSecret = '00112233445566778899aabbccddeeff'
    expect(
      zegoSignature({ appId: 1_234_567_890, nonce: '0a1b2c3d4e5f6071', serverSecret, seconds: 1_767_225_600 }),
    ).toBe('00c32c3f54f7362dbd8a8f40cde87bee')
  })

  it('has a new nonce and signature for every request, also when a body is sent again', async () => {
    const { vendor, fire } = makeZego()
    await fire(rose('a'))
    await fire(rose('a'))
    const [first, second] = vendor.sent.map((one) => Object.fromEntries(one.url.searchParams))
    expect(first).toEqual({
      Action: 'SendDanmakuGifts',
      AppId: '1234567890',
      SignatureNonce: '0000000000000001',
      Timestamp: '1767225600',
      Signature: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      SignatureVersion: '2.0',
    })
    expect(second?.['SignatureNonce']).not.toBe(first?.['SignatureNonce'])
    expect(second?.['Signature']).not.toBe(first?.['Signature'])
    expect(vendor.sent[0]?.url.pathname).toBe('/')
  })
})
