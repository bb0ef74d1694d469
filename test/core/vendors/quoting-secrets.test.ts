import { describe, expect, it } from 'vitest'
import { fail as tencentFail, makeTencent, rose as tencentRose, secretKey } from './tencent/make-tencent.ts'
import { makeZego, rose as zegoRose } from './zego/make-zego.ts'
import { answer } from './fakes.ts'

/** What a vendor says of a failure is kept in the receipt, shown and exported. */
describe('a vendor that quotes what it was sent', () => {
  it('gives no sign-in away: Tencent', async () => {
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

  it('gives no pasted UserSig away', async () => {
    const { client, vendor } = makeTencent({ userSig: 'eJw1jcEKgkAURf' })
    vendor.answers(tencentFail(60_002, 'no such sign-in: eJw1jcEKgkAURf'))

    expect(await client.send(client.giftCall(tencentRose))).toMatchObject({ vendorText: 'no such sign-in: [hidden]' })
  })

  it('gives no secret away: ZEGO', async () => {
    const { client, vendor } = makeZego()
    vendor.answers(
      answer({ Code: 100_000_004, Message: 'wrong: 00112233445566778899aabbccddeeff', RequestId: '9' }),
      answer({ Code: 100_000_004, Message: '?Signature=abcdef&x=1', RequestId: '9' }),
    )
    const said = async () => {
      const call = client.giftsCall([zegoRose('m-1')])
      return [...(await client.sendGifts(call, ['m-1'])).values()][0]
    }

    expect(await said()).toMatchObject({ vendorText: 'wrong: [hidden]' })
    expect(await said()).toMatchObject({ vendorText: '?Signature=[hidden]&x=1' })
  })
})
