import { describe, expect, it } from 'vitest'
import { answer } from '../fakes.ts'
import { fail, makeTencent, ok } from './make-tencent.ts'

const totalsOf = (response: object) => {
  const { client, vendor } = makeTencent()
  vendor.answers(answer(ok(response)))
  return client.readTotals('host_001')
}

describe('reading the gifts a host received', () => {
  const value = { totalCount: 1284, totalCoins: 25_310, senderCount: 37, sequence: 5 }

  it('finds the totals inside Response', async () => {
    const Response = { TotalCount: 1284, TotalCoins: 25_310, GiftSenderCount: 37, Sequence: 5 }
    expect(await totalsOf({ Response })).toEqual({ ok: true, value })
  })

  it('finds the totals at the top level', async () => {
    expect(await totalsOf({ TotalCount: 1284, TotalCoins: 25_310, GiftSenderCount: 37, Sequence: 5 })).toEqual({
      ok: true,
      value,
    })
  })

  it('uses the nested number if both are there', async () => {
    expect(await totalsOf({ TotalCount: 1, Response: { TotalCount: 2 } })).toMatchObject({ value: { totalCount: 2 } })
  })

  it('reads digits in a string', async () => {
    expect(await totalsOf({ Response: { TotalCount: '1284', TotalCoins: '9007199254740991' } })).toMatchObject({
      value: { totalCount: 1284, totalCoins: Number.MAX_SAFE_INTEGER },
    })
  })

  it('shows a missing number as missing, never as 0', async () => {
    expect(await totalsOf({ Response: { TotalCount: 0, TotalCoins: null } })).toEqual({
      ok: true,
      value: { totalCount: 0, totalCoins: null, senderCount: null, sequence: null },
    })
  })

  const members = { TotalCount: 'totalCount', TotalCoins: 'totalCoins', GiftSenderCount: 'senderCount' } as const
  const odd = ['9007199254740993', '"9007199254740993"', '-1', '791.5', '1e400', '"many"', 'true', '{}', '[7]']

  it.each(Object.entries(members))(
    'checks each member alone: an odd %s is missing, the others stay',
    async (name, key) => {
      for (const text of odd) {
        const Response = { TotalCount: 1284, TotalCoins: 25_310, GiftSenderCount: 37, Sequence: 5 }
        const response = { Response: { ...Response, [name]: JSON.parse(text) as unknown } }
        expect(await totalsOf(response)).toEqual({ ok: true, value: { ...value, [key]: null } })
      }
    },
  )

  it.each(['7085466131897421001', ...odd])('needs no Sequence, so an odd one changes nothing: %s', async (text) => {
    const Response = {
      TotalCount: 1284,
      TotalCoins: 25_310,
      GiftSenderCount: 37,
      Sequence: JSON.parse(text) as unknown,
    }
    expect(await totalsOf({ Response })).toEqual({ ok: true, value: { ...value, sequence: null } })
  })

  it('keeps the readable totals of the whole room', async () => {
    const { client, vendor } = makeTencent()
    const Response = { TotalViewers: 9, TotalGiftsSent: 'many', TotalGiftCoins: 791.5, TotalLikesReceived: -1 }
    vendor.answers(answer(ok({ Response })))
    expect(await client.readRoomTotals('get_room_stats')).toMatchObject({
      ok: true,
      value: { viewerCount: 9, totalCount: null, totalCoins: null, likeCount: null, messageCount: null },
    })
  })

  it('gives the reason when there is no reading', async () => {
    const { client, vendor } = makeTencent()
    vendor.answers(fail(100004))
    expect(await client.readTotals('host_001')).toMatchObject({
      ok: false,
      trouble: { state: 'refused', reason: 'room-gone', pauses: true },
    })
  })
})

describe('reading the gift catalogue', () => {
  it('lists the available gifts, in the spelling of either documentation page', async () => {
    const { client, vendor } = makeTencent()
    const GiftList = [
      { GiftId: 'rose', Name: 'Rose', Coins: 1, IconUrl: 'https://example.com/r.png' },
      { GiftId: 'rocket', DefaultName: 'Rocket', Coins: '10', IconURL: 'https://example.com/k.png' },
      { GiftId: 'bare' },
      { Name: 'without an id' },
    ]
    vendor.answers(answer(ok({ Response: { GiftList } })))
    expect(await client.readGifts()).toEqual({
      ok: true,
      value: [
        { giftId: 'rose', name: 'Rose', coins: 1, iconUrl: 'https://example.com/r.png' },
        { giftId: 'rocket', name: 'Rocket', coins: 10, iconUrl: 'https://example.com/k.png' },
        { giftId: 'bare', name: 'bare', coins: null, iconUrl: null },
      ],
    })
  })

  it('is empty when the vendor says null, and unreadable when there is no list', async () => {
    const { client, vendor } = makeTencent()
    vendor.answers(answer(ok({ Response: { GiftList: null } })))
    expect(await client.readGifts()).toEqual({ ok: true, value: [] })
    vendor.answers(answer(ok()))
    expect(await client.readGifts()).toMatchObject({ ok: false })
  })
})

describe('checking the room', () => {
  it('shows its name and owner, also if the owner is a number', async () => {
    const { client, vendor } = makeTencent()
    vendor.answers(answer(ok({ Response: { RoomInfo: { RoomName: 'Friday', Owner_Account: 144 } } })))
    expect(await client.readRoom()).toEqual({ ok: true, value: { name: 'Friday', owner: '144' } })
    vendor.answers(answer(ok({ Response: { RoomInfo: { RoomName: { en: 'Friday' }, Owner_Account: 'host' } } })))
    expect(await client.readRoom()).toEqual({ ok: true, value: { name: null, owner: 'host' } })
  })
})
