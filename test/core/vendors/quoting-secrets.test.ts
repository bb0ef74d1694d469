import { describe, expect, it } from 'vitest'
import { fail as tencentFail, makeTencent, ok, rose as tencentRose, secretKey } from './tencent/make-tencent.ts'
import { makeZego, rose as zegoRose } from './zego/make-zego.ts'
import { answer } from './fakes.ts'

/** A vendor's error message is stored in the receipt, shown and exported. */
describe('a vendor that quotes its input', () => {
  it('reveals no sign-in of Tencent', async () => {
    const { client, vendor } = makeTencent()
    await client.send(client.giftCall(tencentRose))
    const userSig = vendor.sent[0]!.url.searchParams.get('usersig')!
    vendor.answers(
      tencentFail(60_002, `bad url /v4/x?identifier=a&usersig=${userSig}&random=1 (${userSig}, ${secretKey})`),
    )

    expect(await client.send(client.giftCall(tencentRose))).toMatchObject({
      state: 'refused',
      vendorText: 'bad url /v4/x?identifier=a&usersig=[hidden]&random=1 ([hidden], [hidden])',
    })
  })

  it('reveals no pasted UserSig', async () => {
    const { client, vendor } = makeTencent({ userSig: 'eJw1jcEKgkAURf' })
    vendor.answers(tencentFail(60_002, 'no such sign-in: eJw1jcEKgkAURf'))

    expect(await client.send(client.giftCall(tencentRose))).toMatchObject({ vendorText: 'no such sign-in: [hidden]' })
  })

  it('reveals no short secret as a word, and everything else it says stays unchanged', async () => {
    for (const short of ['0', 'O', 'OK', '"', 'r', '\\', '.*']) {
      const { client, vendor } = makeTencent({ userSig: short })
      expect(await client.send(client.giftCall(tencentRose))).toEqual({
        state: 'delivered',
        requestId: expect.any(String),
      })
      const GiftList = [{ GiftId: 'rose', Name: 'OK rose', Coins: 10, IconUrl: 'https://example.com/r.png' }]
      vendor.answers(answer(ok({ Response: { GiftList } })))
      expect(await client.readGifts()).toMatchObject({ value: [{ giftId: 'rose', name: 'OK rose', coins: 10 }] })
    }
    const { client, vendor } = makeTencent({ userSig: 'abc' })
    vendor.answers(tencentFail(60_002, 'the abc of it: usersig abc, not abcdef'))
    expect(await client.send(client.giftCall(tencentRose))).toMatchObject({
      vendorText: 'the [hidden] of it: usersig [hidden], not abcdef',
    })
  })

  it('may send a signed URL of a picture, which stays whole: only texts of receipts are redacted', async () => {
    const { client, vendor } = makeTencent()
    const iconUrl = 'https://cdn.example.com/rose.png?q-key=1&Signature=abc%2Bdef&usersig=1'
    vendor.answers(answer(ok({ Response: { GiftList: [{ GiftId: 'rose', IconUrl: iconUrl }] } })))
    expect(await client.readGifts()).toMatchObject({ ok: true, value: [{ iconUrl }] })
  })

  it('reveals no secret in a RequestId or a drop reason either', async () => {
    const { client, vendor } = makeTencent({ userSig: 'eJw1jcEKgkAURf' })
    const Response = { MsgDropReason: 'for eJw1jcEKgkAURf' }
    vendor.answers(answer({ ...ok({ Response }), RequestId: 'Id-eJw1jcEKgkAURf' }))
    expect(await client.send(client.textCall({ text: 'Hello', from: 'host' }))).toMatchObject({
      state: 'dropped',
      vendorText: 'for [hidden]',
      requestId: 'Id-[hidden]',
    })
  })

  it('reveals no secret of ZEGO', async () => {
    const { client, vendor } = makeZego()
    vendor.answers(
      answer({ Code: 100_000_004, Message: 'wrong: 00112233445566778899aabbccddeeff', RequestId: '9' }),
      answer({ Code: 100_000_004, Message: '?Signature=abcdef&x=1', RequestId: '9' }),
    )
    const fire = async () => {
      const call = client.giftsCall([zegoRose('m-1')])
      return [...(await client.sendGifts(call, ['m-1'])).values()][0]
    }

    expect(await fire()).toMatchObject({ vendorText: 'wrong: [hidden]' })
    expect(await fire()).toMatchObject({ vendorText: '?Signature=[hidden]&x=1' })
  })
})
