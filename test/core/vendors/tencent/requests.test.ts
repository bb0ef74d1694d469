import { describe, expect, it } from 'vitest'
import { makeTencent, rose } from './make-tencent.ts'

describe('what Tencent receives', () => {
  it('is a gift with its count, one receiver and the documented names', () => {
    const { client } = makeTencent()
    expect(client.giftCall(rose)).toEqual({
      vendor: 'tencent',
      api: 'send_gift',
      body: '{"RoomId":"room-1","GiftId":"rose","Count":10,"From_Account":"viewer_1","ReceiverList_Account":["host_001"]}',
    })
  })

  it('is a message whose extension is JSON text inside a string', () => {
    const { client } = makeTencent()
    expect(client.textCall({ text: '你好 "all"', from: 'host_001', extensionInfo: '{"pin":true}' })).toEqual({
      vendor: 'tencent',
      api: 'send_text_msg',
      body: String.raw`{"RoomId":"room-1","Sender_Account":"host_001","TextContent":"你好 \"all\"","ExtensionInfo":"{\"pin\":true}"}`,
    })
    expect(client.textCall({ text: 'hi', from: 'host_001' }).body).not.toContain('ExtensionInfo')
  })

  it('is addressed by command, with the sender in the query and a new random number each time', async () => {
    const { client, vendor } = makeTencent({ userSig: 'eJ+odd/sig=' })
    const call = client.giftCall(rose)
    await client.send(call)
    await client.send(call)
    const [first, second] = vendor.sent.map((one) => one.url)
    expect(first?.origin).toBe('https://adminapisgp.im.qcloud.com')
    expect(first?.pathname).toBe('/v4/live_engine_http_srv/send_gift')
    expect(Object.fromEntries(first?.searchParams ?? [])).toEqual({
      sdkappid: '1400000001',
      identifier: 'administrator',
      usersig: 'eJ+odd/sig=',
      random: '1',
      contenttype: 'json',
    })
    expect(second?.searchParams.get('random')).toBe('2')
  })

  it('is the same body when a call is repeated', async () => {
    const { client, vendor } = makeTencent()
    const call = client.giftCall(rose)
    await client.send(call)
    await client.send(call)
    expect(vendor.sent[0]?.body).toEqual(vendor.sent[1]?.body)
  })

  it('asks for totals by receiver, for the gifts of the app, and for the room', async () => {
    const { client, vendor } = makeTencent()
    await client.readTotals('host_001')
    await client.readGifts()
    await client.readRoom()
    expect(vendor.sent.map((one) => [one.url.pathname.split('/').at(-1), one.body])).toEqual([
      ['get_gift_count', { RoomId: 'room-1', From_Account: 'host_001' }],
      ['get_gift_info_list', {}],
      ['get_room_info', { RoomId: 'room-1' }],
    ])
  })
})
