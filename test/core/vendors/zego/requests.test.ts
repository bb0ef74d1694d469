import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import { newYear } from '../fakes.ts'
import { makeZego, rose, viewer } from './make-zego.ts'

const bodyOf = (call: { body: string }): unknown => JSON.parse(call.body)

describe('what ZEGO receives', () => {
  it('is the gifts of a room in one call, with the documented names', () => {
    const { client } = makeZego()
    const call = client.giftsCall([rose('a'), rose('b', { from: { ...viewer, sex: 2 }, to: 'host1' })])
    expect(call).toMatchObject({ vendor: 'zego', api: 'SendDanmakuGifts' })
    expect(bodyOf(call)).toEqual({
      RoomId: 'room-1',
      MiniGameId: 'game-1',
      GiftList: [
        {
          UserInfo: { UserId: 'viewer1', Nickname: 'Viewer One', Avatar: 'https://example.com/a.png' },
          GiftInfo: { GiftId: 'rose', Value: 10, Num: 2 },
          Timestamp: newYear,
          MsgId: 'a',
        },
        {
          UserInfo: { UserId: 'viewer1', Nickname: 'Viewer One', Avatar: 'https://example.com/a.png', Sex: 2 },
          GiftInfo: { GiftId: 'rose', Value: 10, Num: 2 },
          ReceiverId: 'host1',
          Timestamp: newYear,
          MsgId: 'b',
        },
      ],
    })
  })

  it('is a query for results, over the default 30 days', async () => {
    const { client, vendor } = makeZego()
    await client.readResults(['a', 'b'])
    expect(vendor.sent[0]?.url.searchParams.get('Action')).toBe('DescribeDanmakuMsgResults')
    expect(vendor.sent[0]?.body).toEqual({ RoomId: 'room-1', MiniGameId: 'game-1', MsgIdList: ['a', 'b'] })
  })

  it('is a comment with which a viewer joins the game', async () => {
    const { client, vendor } = makeZego()
    expect(await client.join(viewer, '1')).toEqual({ ok: true, value: true })
    expect(vendor.sent[0]?.url.searchParams.get('Action')).toBe('SendDanmakuComments')
    expect(vendor.sent[0]?.body).toMatchObject({ CommentList: [{ UserInfo: { UserId: 'viewer1' }, Content: '1' }] })
  })

  it.each([
    ['an underscore in a user id', rose('a', { from: { ...viewer, userId: 'viewer_1' } })],
    ['a nickname of 33 characters', rose('a', { from: { ...viewer, nickname: 'n'.repeat(33) } })],
    ['an avatar that is no address', rose('a', { from: { ...viewer, avatar: 'http://' } })],
    ['a MsgId of 65 characters', rose('m'.repeat(65))],
    ['a time in seconds', rose('a', { timestamp: newYear / 1000 })],
    ['half a gift', rose('a', { num: 0.5 })],
    ['no value', rose('a', { value: 0 })],
  ])('is never %s, which would be a bug of ours', (_, gift) => {
    expect(() => makeZego().client.giftsCall([gift])).toThrow(ZodError)
  })

  it('is never an empty batch, one of 501, or one with an id twice', () => {
    const { client } = makeZego()
    const many = (count: number) => Array.from({ length: count }, (_, index) => rose(`id-${index}`))
    expect(() => client.giftsCall([])).toThrow(ZodError)
    expect(() => client.giftsCall(many(50))).not.toThrow()
    expect(() => client.giftsCall(many(501))).toThrow(ZodError)
    expect(() => client.giftsCall([rose('a'), rose('a')])).toThrow(/twice/)
  })
})
