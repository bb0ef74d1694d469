import { describe, expect, it } from 'vitest'
import { openSandbox } from './call-vendors.ts'
import { openHeldVendors } from './held-vendors.ts'

const hour = 60 * 60 * 1_000

describe('a gift in the simulated ZEGO game', () => {
  it('needs a viewer who joined by the agreed comment', async () => {
    const { sandbox, zego } = await openSandbox()
    expect(await zego.results(zego.gift('early'))).toEqual([10003])
    await zego.join('hello')
    expect(await zego.results(zego.gift('still-early'))).toEqual([10003])
    await zego.join('1')
    expect(await zego.results(zego.gift('in-time'))).toEqual([0])
    // The earlier gift's id is used up: joining does not make it valid.
    expect(await zego.results(zego.gift('early'))).toEqual([10003])
    const { gifts, comments } = (await sandbox.recording()).zego
    expect(gifts.map(({ msgId, applied }) => [msgId, applied])).toEqual([
      ['early', false],
      ['still-early', false],
      ['in-time', true],
    ])
    expect(comments.map(({ joined }) => joined)).toEqual([false, true])
  })

  it('accepts only agreed pairs of gift and Value', async () => {
    const { zego } = await openSandbox()
    await zego.join()
    const rose = (Value: number) => zego.gift(`rose-${Value}`, { GiftId: 'rose', Value, Num: 1 })
    const unvalued = zego.gift('unvalued', { GiftId: 'castle', Num: 2 })
    const stranger = zego.gift('stranger', { GiftId: 'toString', Value: 1, Num: 1 })
    expect(await zego.results(rose(1), rose(10), rose(66), rose(30), unvalued, stranger)).toEqual([
      0, 0, 0, 10004, 0, 10004,
    ])
  })

  it('has one effect however often its MsgId is sent within 24 hours', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    for (let times = 0; times < 3; times++) expect(await zego.results(zego.gift('once'))).toEqual([0])
    expect((await sandbox.recording()).zego.gifts).toHaveLength(1)

    await sandbox.setFaults({ memoryAgeMs: 24 * hour - 60_000 })
    await zego.gifts(zego.gift('once'))
    expect((await sandbox.recording()).zego.gifts).toHaveLength(1)
    await sandbox.setFaults({ memoryAgeMs: 24 * hour })
    await zego.gifts(zego.gift('once'))
    expect((await sandbox.recording()).zego.gifts).toHaveLength(2)
  })

  it('counts once when its MsgId comes twice in a batch, and the recording names the mistake', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    expect(await zego.results(zego.gift('twin'), zego.gift('twin'))).toEqual([0, 0])
    const recording = await sandbox.recording()
    expect(recording.zego.gifts).toHaveLength(1)
    expect(recording.malformed).toMatchObject([{ reason: 'a MsgId comes twice in one batch' }])
  })

  it('gets 10006 in a second call while the game processes the first', async () => {
    const { clock, recording, setFaults, zego, hanging } = await openHeldVendors()
    await zego.join()
    setFaults({ slowGame: { ms: 400, times: 1 } })
    const first = zego.results(zego.gift('busy'))
    await hanging(1)
    expect(await zego.results(zego.gift('busy'))).toEqual([10006])
    expect(await zego.query(['busy'])).toEqual([])
    await clock.advance(400)
    expect(await first).toEqual([0])
    expect(await zego.results(zego.gift('busy'))).toEqual([0])
    expect(recording().zego.gifts).toHaveLength(1)
  })

  it('gets 10003 in an unknown room', async () => {
    const { zego } = await openSandbox()
    const answer = await zego.call('SendDanmakuGifts', { RoomId: 'nowhere', GiftList: [zego.gift()] })
    expect(zego.rowsOf(answer)).toMatchObject([{ Result: 10003 }])
  })
})

describe('querying the simulated ZEGO game for results', () => {
  it('returns only consumed gifts, failures included, with the time in their call', async () => {
    const { zego } = await openSandbox()
    await zego.gifts(zego.gift('failed', undefined, { Timestamp: 1_767_225_600_123 }))
    await zego.join()
    await zego.gifts(zego.gift('fine', undefined, { Timestamp: 1_767_225_600_456 }))
    expect(await zego.query(['failed', 'never-sent', 'fine'])).toMatchObject([
      { MsgId: 'failed', Result: 10003, Timestamp: 1_767_225_600_123 },
      { MsgId: 'fine', Result: 0, Timestamp: 1_767_225_600_456 },
    ])
  })

  it('looks back 30 days by default, 90 at most', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.gifts(zego.gift('old'))
    await sandbox.setFaults({ memoryAgeMs: 29 * 24 * hour })
    expect(await zego.query(['old'])).toHaveLength(1)
    await sandbox.setFaults({ memoryAgeMs: 31 * 24 * hour })
    expect(await zego.query(['old'])).toEqual([])
    expect(await zego.query(['old'], { Duration: 90 })).toHaveLength(1)
    const tooFar = await zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['old'], Duration: 91 })
    expect(tooFar['Code']).toBe(7200004)
  })

  it('distinguishes two results of one id by their times', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.gifts(zego.gift('again', undefined, { Timestamp: 1_767_225_600_000 }))
    await sandbox.setFaults({ memoryAgeMs: 25 * hour })
    await zego.gifts(zego.gift('again', undefined, { Timestamp: 1_767_315_600_000 }))
    const times = (await zego.query(['again'])).map((row) => row.Timestamp)
    expect(times).toEqual([1_767_225_600_000, 1_767_315_600_000])
  })
})

describe('the simulated ZEGO game itself', () => {
  const host = { AnchorId: 'host1', Nickname: 'Host', Avatar: 'https://example.com/host.png', Sex: 1 }

  it('restarts with a launch code, so that everyone joins again', async () => {
    const { zego } = await openSandbox()
    await zego.join()
    const answer = await zego.call('DescribeGameLaunchCode', host)
    expect(answer['Data']).toEqual({ GameLaunchCode: expect.any(String) })
    expect(await zego.results(zego.gift())).toEqual([10003])
    await zego.join()
    expect(await zego.results(zego.gift())).toEqual([0])
  })

  it('belongs to one host', async () => {
    const { zego } = await openSandbox()
    expect((await zego.call('DescribeGameLaunchCode', { ...host, AnchorId: 'rival' }))['Code']).toBe(7206004)
  })

  it('drops likes of viewers who did not join', async () => {
    const { sandbox, zego } = await openSandbox()
    const like = () => zego.call('SendDanmakuLikes', { LikeList: [{ UserInfo: zego.UserInfo, Amount: 5 }] })
    expect(await like()).toMatchObject({ Code: 0 })
    await zego.join()
    await like()
    const { likes } = (await sandbox.recording()).zego
    expect(likes.map(({ amount, applied }) => [amount, applied])).toEqual([
      [5, false],
      [5, true],
    ])
  })
})
