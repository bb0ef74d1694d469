import { describe, expect, it } from 'vitest'
import { openSandbox, type Json } from './call-vendors.ts'
import { openHeldVendors } from './held-vendors.ts'

describe('a gift in the simulated Tencent room', () => {
  it('counts for its receiver, by pieces, coins and distinct senders', async () => {
    const { sandbox, tencent } = await openSandbox({ more: { accounts: ['second-fan', 'co-host'] } })
    await tencent.gift({ GiftId: 'rocket', Count: 3 })
    await tencent.gift({ GiftId: 'gem', From_Account: 'second-fan' })
    expect(await tencent.counts()).toEqual({ TotalCount: 4, TotalCoins: 530, GiftSenderCount: 2, Sequence: 2 })
    expect(await tencent.counts({ From_Account: sandbox.world.tencent.sender })).toMatchObject({ TotalCount: 0 })

    await tencent.gift({ ReceiverList_Account: ['host', 'co-host'], Count: 2 })
    expect(await tencent.counts()).toMatchObject({ TotalCount: 6, TotalCoins: 532 })
    expect(await tencent.counts({ From_Account: 'co-host' })).toMatchObject({ TotalCount: 2, TotalCoins: 2 })
  })

  it('counts twice when it is sent twice: there is no idempotency key', async () => {
    const { sandbox, tencent } = await openSandbox()
    await tencent.gift()
    await tencent.gift()
    expect(await tencent.counts()).toMatchObject({ TotalCount: 2, GiftSenderCount: 1 })
    const { gifts } = (await sandbox.recording()).tencent
    expect(gifts).toHaveLength(2)
    expect(gifts[0]).toMatchObject({ giftId: 'rose', count: 1, coins: 1, from: 'test-fan', to: 'host' })
    expect(gifts[0]?.requestId).not.toBe(gifts[1]?.requestId)
  })

  it('shows up in the statistics of the room under both names', async () => {
    const { sandbox, tencent } = await openSandbox()
    await tencent.gift({ GiftId: 'castle', Count: 2 })
    const body = { RoomId: sandbox.world.tencent.roomId }
    const documented = await tencent.call('get_room_stats', body)
    expect(documented['Response']).toMatchObject({ TotalGiftsSent: 2, TotalGiftCoins: 198, TotalUniqueGiftSenders: 1 })
    expect((await tencent.call('get_room_statistic', body))['Response']).toEqual(documented['Response'])
  })

  it('counts in its own room only', async () => {
    const { tencent } = await openSandbox({ more: { rooms: ['second-stage'] } })
    await tencent.gift({ RoomId: 'second-stage' })
    expect(await tencent.counts()).toMatchObject({ TotalCount: 0 })
    expect(await tencent.counts({ RoomId: 'second-stage' })).toMatchObject({ TotalCount: 1 })
  })
})

describe('an announcement in the simulated Tencent room', () => {
  it('gets the next number of its room and the time of the vendor', async () => {
    const { sandbox, tencent } = await openSandbox()
    const first = await tencent.say('Welcome, 大家好', { ExtensionInfo: '{"pin":true}' })
    const second = await tencent.say('Second')
    expect(first['Response']).toEqual({ MsgTime: expect.any(Number), MsgSeq: 1, MsgDropReason: '' })
    expect(second['Response']).toMatchObject({ MsgSeq: 2 })
    const { messages } = (await sandbox.recording()).tencent
    expect(messages[0]).toMatchObject({
      sender: 'host',
      text: 'Welcome, 大家好',
      extensionInfo: '{"pin":true}',
      shown: true,
    })
    expect(messages[1]).toMatchObject({ extensionInfo: null, msgSeq: 2 })
  })

  it('may be 12,288 bytes long, counted in UTF-8', async () => {
    const { tencent } = await openSandbox()
    expect((await tencent.say('好'.repeat(4_096)))['ErrorCode']).toBe(0)
    expect((await tencent.say(`${'好'.repeat(4_096)}!`))['ErrorCode']).toBe(100603)
  })

  it('is dropped with code 0 when the room has seen 40 within a second', async () => {
    const { world, recording, tencent } = await openHeldVendors()
    const answers = await Promise.all(Array.from({ length: 45 }, (_, at) => tencent.say(`line ${at}`)))
    expect(answers.every((answer) => answer['ErrorCode'] === 0)).toBe(true)
    const reasons = answers.map((answer) => (answer['Response'] as Json)['MsgDropReason'])
    expect(reasons.filter((reason) => reason === '')).toHaveLength(40)
    expect(reasons.filter((reason) => reason === 'MsgFreqCtrl')).toHaveLength(5)
    expect(recording().tencent.messages.filter(({ shown }) => shown)).toHaveLength(40)
    expect(recording().lanes).toContainEqual({
      lane: `tencent messages ${world.tencent.roomId}`,
      limit: 40,
      calls: 45,
      worstSecond: 45,
      tooMany: 5,
    })
  })

  it('is refused from a muted sender', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ mutedSenders: ['host'] })
    expect((await tencent.say('Hello'))['ErrorCode']).toBe(100601)
    expect((await tencent.say('Hello', { Sender_Account: 'test-fan' }))['ErrorCode']).toBe(0)
  })
})

describe('the reads of the simulated Tencent app', () => {
  it('list eight gifts with English and Chinese names', async () => {
    const { tencent } = await openSandbox()
    const { Response } = (await tencent.call('get_gift_info_list', {})) as { Response: { GiftList: Json[] } }
    expect(Response).toMatchObject({ TotalCount: 8, CategoryList: [{ CategoryId: 'small' }] })
    const rose = Response.GiftList.find((gift) => gift['GiftId'] === 'rose')
    expect(rose).toMatchObject({
      Name: 'Rose',
      Coins: 1,
      LanguageList: [{ Language: 'en' }, { Language: 'zh-Hans', Name: '玫瑰' }],
    })
    for (const text of Response.GiftList.flatMap(({ Name, Desc }) => [String(Name), String(Desc)])) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20)
    }
  })

  it('allow the gift catalogue once a second', async () => {
    const { clock, tencent } = await openHeldVendors()
    expect((await tencent.call('get_gift_info_list', {}))['ErrorCode']).toBe(0)
    await clock.advance(999)
    expect((await tencent.call('get_gift_info_list', {}))['ErrorCode']).toBe(100012)
    await clock.advance(1)
    expect((await tencent.call('get_gift_info_list', {}))['ErrorCode']).toBe(0)
  })

  it('name the owner of a room as text', async () => {
    const { sandbox, tencent } = await openSandbox()
    const answer = await tencent.call('get_room_info', { RoomId: sandbox.world.tencent.roomId })
    expect(answer['Response']).toMatchObject({ RoomInfo: { Owner_Account: 'host', RoomType: 'Live' } })
  })
})
