import { describe, expect, it } from 'vitest'
import type { FireGift } from '../../../shared/contract/gifts.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom, refusal } from './setup-room.ts'

const tencent: FireGift = { vendor: 'tencent', giftId: 'rose', count: 2 }
const zego: FireGift = { vendor: 'zego', giftId: 'rose', count: 3, value: 10 }

describe('a gift of each vendor, fired together', () => {
  it('becomes two sends, each with its own receipt', async () => {
    const { client, ends } = await setupRoom()
    const { sends } = await client.gifts.fireTogether({ gifts: [tencent, zego] })
    const receipts = await Promise.all(sends.map(({ id }) => ends(id)))
    expect(receipts.map(({ vendor, state, gift }) => [vendor, state, gift?.count])).toEqual([
      ['tencent', 'delivered', 2],
      ['zego', 'delivered', 3],
    ])
    expect(receipts[1]?.msgId).toBe(sends[1]?.msgId)
  })

  it('passes a live lock that opens for one press, and closes it', async () => {
    const { client, ends } = await setupRoom({ room: { environment: 'live' } })
    expect(await refusal(client.gifts.fireTogether({ gifts: [tencent, zego] }))).toMatchObject({ code: 'LOCKED' })
    await client.safety.arm({})
    const { sends } = await client.gifts.fireTogether({ gifts: [tencent, zego] })
    await Promise.all(sends.map(({ id }) => ends(id)))
    expect((await client.status.get()).armed).toBe(false)
  })

  it('counts for the caps as one press, and neither gift is sent above a cap', async () => {
    const { client, ends } = await setupRoom({ room: { caps: { perPress: 31 } } })
    expect(await refusal(client.gifts.fireTogether({ gifts: [tencent, zego] }))).toMatchObject({ code: 'OVER_CAP' })
    expect((await client.sends.list({})).items).toEqual([])
    const { sends } = await client.gifts.fireTogether({ gifts: [{ ...tencent, count: 1 }, zego] })
    expect((await ends(sends[0]!.id)).state).toBe('delivered')
  })

  it('is refused if one connection is missing, and neither gift is sent', async () => {
    const { client, vendors } = await setupRoom()
    await client.room.set({
      name: 'Half',
      environment: 'test',
      tencent: { host: vendors.world.origin, ...vendors.world.tencent },
    })
    const { code, message } = await refusal(client.gifts.fireTogether({ gifts: [tencent, zego] }))
    expect([code, message]).toEqual(['NOT_CONNECTED', expect.stringContaining('no ZEGO connection')])
    expect((await client.sends.list({})).items).toEqual([])
  })

  it('is answered with the same two sends for the same Idempotency-Key', async () => {
    const { as } = await setupRoom()
    const once = as({ scopes: ['fire', 'read'], idempotencyKey: 'press-1' })
    const ids = async () => (await once.gifts.fireTogether({ gifts: [tencent, zego] })).sends.map(({ id }) => id)
    const [first, concurrent] = await Promise.all([ids(), ids()])
    expect(concurrent).toEqual(first)
    expect(await ids()).toEqual(first)
    expect(new Set(first).size).toBe(2)
    expect((await once.sends.list({})).items).toHaveLength(2)
  })

  it('is answered with the first two sends for the same key after the room was left', async () => {
    const { as, client, vendors, ends } = await setupRoom()
    const once = as({ scopes: ['fire', 'read'], idempotencyKey: 'press-2' })
    const press = async () => (await once.gifts.fireTogether({ gifts: [tencent, zego] })).sends.map(({ id }) => id)
    const first = await press()
    await Promise.all(first.map((id) => ends(id)))
    const { zego: _, ...half } = roomAt(vendors, { name: 'Half' })
    await client.room.set(half)
    expect(await press()).toEqual(first)
  })

  it('is refused if both gifts are of one vendor', async () => {
    const { client } = await setupRoom()
    const { code, data } = await refusal(client.gifts.fireTogether({ gifts: [tencent, tencent] }))
    expect([code, data]).toEqual([
      'BAD_REQUEST',
      { issues: [{ field: 'gifts', message: 'must be of different vendors' }] },
    ])
  })
})
