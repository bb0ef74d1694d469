import { describe, expect, it } from 'vitest'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { makeApp, makeVendors, roomAt, type Client } from '../../support/make-app.ts'
import { setupRoom } from '../sends/setup-room.ts'

async function check(client: Client, room: RoomInput) {
  const lines: string[] = []
  for await (const { vendor, step, result, code, reason } of await client.room.check(room))
    lines.push([vendor, step, result, code, reason].filter((part) => part !== undefined).join(' '))
  return lines
}

describe('checking a room', () => {
  it('tests every step in order, and sends no gift', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    expect(await check(client, roomAt(vendors))).toEqual([
      'tencent reach passed',
      'tencent clock passed',
      'tencent signature passed',
      'tencent admin passed',
      'tencent room passed',
      'tencent gifts skipped gift-switch-unseen',
      'tencent catalogue passed',
      'zego reach passed',
      'zego clock passed',
      'zego signature passed',
      'zego game passed',
      'zego join passed',
    ])
    const { calls, tencent, zego, malformed } = await vendors.recording()
    expect([calls['send_gift'], calls['SendDanmakuGifts']]).toEqual([undefined, undefined])
    expect([tencent.gifts, zego.gifts, malformed]).toEqual([[], [], []])
    expect(zego.comments.map(({ userId, joined }) => `${userId} ${joined}`)).toEqual(['testfan1 true'])
  })

  it('distinguishes an account that is no admin from a wrong signature', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const room = roomAt(vendors)
    expect(
      await check(client, { ...room, zego: undefined, tencent: { ...room.tencent!, identifier: 'host' } }),
    ).toEqual([
      'tencent reach passed',
      'tencent clock passed',
      'tencent signature passed',
      'tencent admin failed 60010 admin-needed',
      'tencent room skipped',
      'tencent gifts skipped',
      'tencent catalogue skipped',
    ])
  })

  it('reports a missing secret, and makes no call without it', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const { tencent, zego, ...room } = roomAt(vendors)
    const { secretKey: _, ...unsignedTencent } = tencent!
    const { serverSecret: __, ...unsignedZego } = zego!
    expect(await check(client, { ...room, tencent: unsignedTencent, zego: unsignedZego })).toEqual([
      'tencent reach skipped secret-missing',
      'tencent clock skipped secret-missing',
      'tencent signature failed secret-missing',
      'tencent admin skipped',
      'tencent room skipped',
      'tencent gifts skipped',
      'tencent catalogue skipped',
      'zego reach skipped secret-missing',
      'zego clock skipped secret-missing',
      'zego signature failed secret-missing',
      'zego game skipped',
      'zego join skipped',
    ])
    expect((await vendors.recording()).calls).toEqual({})
  })

  it('reports the gift switch by the result of the last gift', async () => {
    const setup = await setupRoom()
    const { client, vendors } = setup
    const giftLine = async () => (await check(client, roomAt(vendors))).find((line) => line.includes('gifts'))
    await vendors.setFaults({ giftsOff: {} })
    await setup.ends((await setup.rose()).id)
    expect(await giftLine()).toBe('tencent gifts failed 102008 gifts-switched-off')
    await vendors.setFaults({ giftsOff: null })
    await setup.ends((await setup.rose()).id)
    expect(await giftLine()).toBe('tencent gifts passed')
  })

  it('reports a receiver that the app does not know', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const room = roomAt(vendors)
    const lines = await check(client, { ...room, tencent: { ...room.tencent!, receiver: 'stranger' } })
    expect(lines).toContain('tencent gifts failed 70107 user-not-imported')
    expect(lines).toContain('tencent catalogue passed')
  })

  it('reports the code with which the catalogue is refused', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    await vendors.setFaults({ refuse: { code: 102_001, only: ['get_gift_info_list'] } })
    expect(await check(client, roomAt(vendors))).toContain('tencent catalogue failed 102001 gifts-not-enabled')
  })

  it('does not let the test viewer join in a live room, nor if no comment is set', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    expect(await check(client, roomAt(vendors, { environment: 'live' }))).toContain(
      'zego join skipped join-with-first-gift',
    )
    const { zego } = roomAt(vendors)
    expect(await check(client, roomAt(vendors, { zego: { ...zego!, join: false } }))).toContain(
      'zego join skipped join-not-set',
    )
    expect((await vendors.recording()).zego.comments).toEqual([])
  })

  it('does not try to join a game that does not exist', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const { zego } = roomAt(vendors)
    const lines = await check(client, roomAt(vendors, { zego: { ...zego!, miniGameId: 'another' } }))
    expect(lines.slice(-2)).toEqual(['zego game failed 7202001 game-not-found', 'zego join skipped'])
  })
  it('respects the limits of the vendors, however many checks run at once', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const room = roomAt(vendors, { tencent: undefined })
    const answers = await Promise.all(Array.from({ length: 45 }, () => check(client, room)))
    expect(answers.map((lines) => lines.at(-1))).toEqual(answers.map(() => 'zego join passed'))
    expect((await vendors.recording()).lanes.map(({ tooMany }) => tooMany)).toEqual([0, 0])
  })

  it('does not change the rate of the room in use', async () => {
    const { client, vendors } = await setupRoom()
    const ratesOf = async () => (await client.status.get()).lanes.map(({ api, limit }) => [api, limit])
    const before = await ratesOf()
    await check(client, roomAt(vendors, { limits: { tencentPerSecond: 2, zegoPerSecond: 3 } }))
    expect(await ratesOf()).toEqual(before)
  })
})
