import { describe, expect, it } from 'vitest'
import { openSandbox, type Json } from './call-vendors.ts'
import { openHeldVendors } from './held-vendors.ts'

describe('faults of the simulated Tencent', () => {
  it('switch gifts off in the package or in the room, the package first', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ featureOff: { times: 1 }, giftsOff: {} })
    expect((await tencent.gift())['ErrorCode']).toBe(102001)
    expect((await tencent.gift())['ErrorCode']).toBe(102008)
    expect(await tencent.counts()).toMatchObject({ TotalCount: 0 })
  })

  it("let the customer's webhook refuse or return a code", async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ webhook: { decision: 'refuse' } })
    expect((await tencent.gift())['ErrorCode']).toBe(102004)
    await sandbox.setFaults({ webhook: { decision: 102_150 } })
    expect((await tencent.gift())['ErrorCode']).toBe(102150)
    await sandbox.setFaults({ webhook: { decision: 102_201 } })
    expect((await tencent.gift())['ErrorCode']).toBe(102004)
    expect(await tencent.counts()).toMatchObject({ TotalCount: 0 })
  })

  it("wait two seconds for the customer's webhook, and then apply nothing", async () => {
    const { clock, recording, setFaults, tencent, hanging } = await openHeldVendors()
    setFaults({ webhook: { decision: 'slow', times: 1 } })
    const codes: unknown[] = []
    const gift = async () => void codes.push((await tencent.gift())['ErrorCode'])
    const slow = gift()
    await hanging(1)
    await clock.advance(1_999)
    await gift()
    expect(codes).toEqual([0])
    await clock.advance(1)
    await slow
    expect(codes).toEqual([0, 102004])
    expect(recording().tencent.gifts).toHaveLength(1)
  })

  it('drop a message with code 0 and a reason', async () => {
    const { sandbox, tencent } = await openSandbox()
    await sandbox.setFaults({ dropMessages: { times: 1, reason: 'MsgCensored' } })
    expect(await tencent.say('Hello')).toMatchObject({ ErrorCode: 0, Response: { MsgDropReason: 'MsgCensored' } })
    expect(await tencent.say('Hello')).toMatchObject({ Response: { MsgDropReason: '', MsgSeq: 2 } })
    expect((await sandbox.recording()).tencent.messages.map(({ shown }) => shown)).toEqual([false, true])
  })

  it('return totals in the flat form, and remove the documented statistics', async () => {
    const { sandbox, tencent } = await openSandbox()
    const { roomId: RoomId, receiver: From_Account } = sandbox.world.tencent
    await sandbox.setFaults({ totalsFlat: {}, roomStatsMissing: {} })
    const counts = await tencent.call('get_gift_count', { RoomId, From_Account })
    expect(counts).toMatchObject({ ErrorCode: 0, TotalCount: 0, TotalCoins: 0, GiftSenderCount: 0 })
    expect(counts['Response']).toBeUndefined()
    expect((await tencent.call('get_room_stats', { RoomId }))['ErrorCode']).toBe(60009)
    expect((await tencent.call('get_room_statistic', { RoomId }))['ErrorCode']).toBe(0)
    expect((await sandbox.recording()).malformed).toEqual([])
  })
})

describe('faults of the simulated ZEGO', () => {
  it('mix results within a batch, and keep them', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    await sandbox.setFaults({ result: { result: 10005, skip: 1, times: 1 } })
    expect(await zego.results(zego.gift('a'), zego.gift('b'), zego.gift('c'))).toEqual([0, 10005, 0])
    expect(await zego.results(zego.gift('b'))).toEqual([10005])
    expect((await sandbox.recording()).zego.gifts.map(({ applied }) => applied)).toEqual([true, false, true])
  })

  it('keep a gift in process for the given number of sends and queries', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    await sandbox.setFaults({ stillProcessing: { tries: 3, times: 1 } })
    expect(await zego.results(zego.gift('slow'))).toEqual([10006])
    expect(await zego.query(['slow'])).toEqual([])
    expect(await zego.results(zego.gift('slow'))).toEqual([10006])
    expect((await sandbox.recording()).zego.gifts).toEqual([])
    expect(await zego.query(['slow'])).toMatchObject([{ Result: 0 }])
    expect((await sandbox.recording()).zego.gifts).toHaveLength(1)
  })

  it('let a gift in process fail in the end', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    await sandbox.setFaults({ stillProcessing: { tries: 1, end: 10005, times: 1 } })
    expect(await zego.results(zego.gift('doomed'))).toEqual([10006])
    expect(await zego.results(zego.gift('doomed'))).toEqual([10005])
    expect(await zego.results(zego.gift('doomed'))).toEqual([10005])
  })

  it('stop the game, or make everyone leave it', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    await sandbox.setFaults({ gameStopped: { times: 1 }, viewersLeave: { times: 1 } })
    expect((await zego.gifts(zego.gift('a')))['Code']).toBe(7206001)
    expect(await zego.query(['a'])).toEqual([])
    expect(await zego.results(zego.gift('a'))).toEqual([10003])
    await zego.join()
    expect(await zego.results(zego.gift('b'))).toEqual([0])
  })

  it('distort the rows of an answer without changing what happened', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    const ids = async () => (await zego.query(['a', 'b'])).map((row) => row.MsgId)
    await zego.gifts(zego.gift('a'), zego.gift('b'))
    await sandbox.setFaults({ missingRow: { times: 1 } })
    expect(await ids()).toEqual(['b'])
    await sandbox.setFaults({ doubledRow: { times: 1 } })
    expect(await ids()).toEqual(['a', 'a', 'b', 'b'])
    await sandbox.setFaults({ foreignRow: { times: 1 } })
    expect(await ids()).toEqual(['somebody-elses-gift', 'a', 'b'])
    await sandbox.setFaults({ reversedRows: { times: 1 } })
    expect(await ids()).toEqual(['b', 'a'])
    await sandbox.setFaults({ resultsAsText: { times: 1 } })
    const text: unknown = await zego.query(['a'])
    expect(typeof text).toBe('string')
    expect(JSON.parse(String(text))).toMatchObject([{ MsgId: 'a', Result: 0 }])
    expect(await ids()).toEqual(['a', 'b'])
  })

  it('give the launch code as a number', async () => {
    const { sandbox, zego } = await openSandbox()
    await sandbox.setFaults({ launchCodeAsNumber: {} })
    const host = { AnchorId: 'host1', Nickname: 'Host', Avatar: 'https://example.com/host.png' }
    const answer = await zego.call('DescribeGameLaunchCode', host)
    expect(answer['Data']).toEqual({ GameLaunchCode: expect.any(Number) })
  })
})

describe("the vendors' clocks", () => {
  it('may be wrong: the Date header shows it, and signatures expire by it', async () => {
    const { sandbox, tencent, zego } = await openSandbox()
    await sandbox.setFaults({ clockSkewMs: 11 * 60_000 })
    expect((await zego.join())['Code']).toBe(100000004)
    const answer = await zego.send('SendDanmakuLikes', {})
    const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now()
    expect(ahead).toBeGreaterThan(10 * 60_000)
    const Timestamp = String(Math.floor((Date.now() + ahead) / 1_000))
    expect((await zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['a'] }, { Timestamp }))['Code']).toBe(0)

    expect((await tencent.gift())['ErrorCode']).toBe(0)
    await sandbox.setFaults({ clockSkewMs: 86_400_000 })
    expect((await tencent.gift())['ErrorCode']).toBe(70001)
  })

  it('may reject a new signature as expired', async () => {
    const { sandbox, tencent, zego } = await openSandbox()
    await sandbox.setFaults({ signatureExpired: { times: 2 } })
    expect((await tencent.gift())['ErrorCode']).toBe(70001)
    expect(((await zego.join()) satisfies Json)['Code']).toBe(100000004)
    expect((await tencent.gift())['ErrorCode']).toBe(0)
  })
})
