import { describe, expect, it } from 'vitest'
import { openSandbox, type Json } from './call-vendors.ts'

const json = { 'content-type': 'application/json' }

describe('the simulated ZEGO gateway', () => {
  it('always answers 200 with Code, Message and a RequestId too long for a number', async () => {
    const { zego } = await openSandbox()
    const answer = await zego.send('Nonsense', {})
    expect(answer.status).toBe(200)
    const body = (await answer.json()) as Json
    expect(body).toEqual({
      Code: 100000007,
      Message: expect.any(String),
      RequestId: expect.stringMatching(/^[0-9]{19}$/),
    })
  })

  it('names one fault at a time, in the order of the vendor', async () => {
    const { sandbox, zego } = await openSandbox({ limits: { zegoCalls: 2 } })
    const { world } = sandbox
    await sandbox.setFaults({ gameStopped: {} })
    const query = { Action: '', AppId: 'x', Timestamp: '', SignatureNonce: '', Signature: '', SignatureVersion: '' }
    const old = String(Math.floor(Date.now() / 1_000) - 602)
    let body = '[]'
    const codeAfter = async (change: Partial<typeof query>) => {
      Object.assign(query, change)
      const answer = await fetch(zego.url(query.Action, query), { method: 'POST', body, headers: json })
      return ((await answer.json()) as Json)['Code']
    }
    expect(await codeAfter({})).toBe(100000006)
    expect(await codeAfter({ Action: 'SendGifts' })).toBe(100000007)
    expect(await codeAfter({ Action: 'SendDanmakuGifts' })).toBe(100000001)
    expect(await codeAfter({ AppId: '1' })).toBe(100000010)
    expect(await codeAfter({ AppId: String(world.zego.appId) })).toBe(100000002)
    expect(await codeAfter({ Timestamp: '1767225600000' })).toBe(100000003)
    expect(await codeAfter({ Timestamp: old })).toBe(100000008)
    expect(await codeAfter({ SignatureNonce: '0a1b2c3d4e5f6071' })).toBe(100000009)
    expect(await codeAfter({ Signature: '0'.repeat(32) })).toBe(100000013)
    expect(await codeAfter({ SignatureVersion: '1.0' })).toBe(100000014)
    expect(await codeAfter({ SignatureVersion: '2.0' })).toBe(100000004)
    expect(await codeAfter({ Timestamp: String(Math.floor(Date.now() / 1_000)) })).toBe(100000005)

    const code = async (change: Json) => (await zego.call('SendDanmakuGifts', change))['Code']
    body = '[]'
    const unreadable = await fetch(zego.url('SendDanmakuGifts'), { method: 'POST', body, headers: json })
    expect(await unreadable.json()).toMatchObject({ Code: 100000012 })
    expect(await code({ MiniGameId: 9 })).toBe(7202002)
    expect(await code({ MiniGameId: 'other-game' })).toBe(7200004)
    expect(await code({ MiniGameId: 'other-game', GiftList: [zego.gift()] })).toBe(7202001)
    expect(await code({ GiftList: [zego.gift()] })).toBe(7206001)
    expect(await code({ GiftList: [zego.gift()] })).toBe(7206001)
    expect(await code({ GiftList: [zego.gift()] })).toBe(7)
    expect((await sandbox.recording()).zego.gifts).toEqual([])
  })

  it('accepts a timestamp that is up to ten minutes off', async () => {
    const { zego } = await openSandbox()
    const Timestamp = String(Math.floor(Date.now() / 1_000) + 590)
    expect((await zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['a'] }, { Timestamp }))['Code']).toBe(0)
  })

  it('records a nonce used twice, without refusing it', async () => {
    const { sandbox, zego } = await openSandbox()
    const once = { SignatureNonce: '0a1b2c3d4e5f6071' }
    await zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['a'] }, once)
    expect((await sandbox.recording()).malformed).toEqual([])
    expect((await zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['a'] }, once))['Code']).toBe(0)
    expect((await sandbox.recording()).malformed).toMatchObject([{ reason: 'SignatureNonce was used before' }])
  })

  it('counts twenty calls a second per room and action', async () => {
    const { sandbox, zego } = await openSandbox({ more: { rooms: ['second-game'] }, limits: { zegoTooManyCode: 206 } })
    const ask = (change: Json) => zego.call('DescribeDanmakuMsgResults', { MsgIdList: ['a'], ...change })
    const codes = (await Promise.all(Array.from({ length: 23 }, () => ask({})))).map((answer) => answer['Code'])
    expect(codes.filter((code) => code === 0)).toHaveLength(20)
    expect(codes.filter((code) => code === 206)).toHaveLength(3)
    expect((await ask({ RoomId: 'second-game' }))['Code']).toBe(0)
    expect((await zego.join())['Code']).toBe(0)
    const { lanes } = await sandbox.recording()
    const lane = `zego DescribeDanmakuMsgResults ${sandbox.world.zego.roomId}`
    expect(lanes).toContainEqual({ lane, limit: 20, calls: 23, worstSecond: 23, tooMany: 3 })
  })
})

describe("the simulated ZEGO gateway's check of a gift", () => {
  it.each<[string, Json, string]>([
    [
      'a user id with a dash',
      { UserInfo: { UserId: 'fan-1', Nickname: 'F', Avatar: 'https://example.com/f' } },
      'UserId',
    ],
    ['a picture without a host', { UserInfo: { UserId: 'fan1', Nickname: 'F', Avatar: 'http://' } }, 'Avatar'],
    [
      'a nickname of 33 letters',
      { UserInfo: { UserId: 'f', Nickname: 'n'.repeat(33), Avatar: 'https://a.io' } },
      'Nickname',
    ],
    ['a time in seconds', { Timestamp: 1_767_225_600 }, 'Timestamp'],
    ['a time as text', { Timestamp: '1767225600000' }, 'Timestamp'],
    ['a MsgId with a space', { MsgId: 'a b' }, 'MsgId'],
    ['a MsgId of 65 letters', { MsgId: 'm'.repeat(65) }, 'MsgId'],
    ['a gift without Num', { GiftInfo: { GiftId: 'rose' } }, 'Num'],
    ['half a gift', { GiftInfo: { GiftId: 'rose', Num: 0.5 } }, 'Num'],
  ])('refuses the whole batch of %s', async (_, change, field) => {
    const { sandbox, zego } = await openSandbox()
    const answer = await zego.gifts(zego.gift('good'), zego.gift('bad', undefined, change))
    expect(answer['Code']).toBe(7200004)
    expect(answer['Data']).toBeUndefined()
    const recording = await sandbox.recording()
    expect(recording.malformed[0]?.reason).toMatch(new RegExp(`^GiftList\\.1\\..*${field}`))
    expect(recording.zego.gifts).toEqual([])
  })

  it('finds no error in a correct gift', async () => {
    const { sandbox, zego } = await openSandbox()
    await zego.join()
    await zego.gifts(zego.gift())
    expect((await sandbox.recording()).malformed).toEqual([])
  })
})
