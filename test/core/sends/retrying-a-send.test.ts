import { describe, expect, it } from 'vitest'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { untilOn } from '../../support/until.ts'
import { setupRoom, refusal } from './setup-room.ts'

describe('a gift that was provably not applied', () => {
  it('waits and slows down when the vendor says "too many", and is then delivered once', async () => {
    const { vendors, client, rose, reaches, ends } = await setupRoom()
    await vendors.setFaults({ refuse: { code: 60007, times: 1, only: ['send_gift'] } })
    const { id } = await rose()
    expect(await reaches(id, 'waiting')).toMatchObject({ code: 60007, reason: 'rate-limited' })
    const lane = (await client.status.get({})).lanes.find(({ api }) => api === 'send_gift')
    expect(lane).toMatchObject({ slowed: true })
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('is sent again with a new signature when the old one has expired, once', async () => {
    const { vendors, rose, game, ends } = await setupRoom()
    await vendors.setFaults({ signatureExpired: { times: 1, only: ['send_gift'] } })
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered', attempts: 2 })
    await vendors.setFaults({ signatureExpired: { times: 1, only: ['SendDanmakuGifts'] } })
    expect(await ends((await game()).id)).toMatchObject({ state: 'delivered', attempts: 2 })
    const recording = await vendors.recording()
    expect([recording.tencent.gifts.length, recording.zego.gifts.length]).toEqual([1, 1])
  })
})

describe('a press that waits too long', () => {
  it('expires instead of arriving late', async () => {
    const clock = makeFakeClock(Date.now())
    const limits = { tencentPerSecond: 1, expireAfterMs: 300 }
    const { vendors, client, rose, ends } = await setupRoom({ room: { limits }, ports: { clock } })
    const [first, second] = await Promise.all([rose(), rose()])
    expect(await ends(first.id)).toMatchObject({ state: 'delivered' })
    await untilOn(clock, async () => (await client.sends.get({ id: second.id })).state !== 'queued')
    expect(await ends(second.id)).toMatchObject({ state: 'expired', attempts: 0, reason: 'expired-in-line' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('does not delay a later press once it has expired', async () => {
    const limits = { tencentPerSecond: 10, expireAfterMs: 500 }
    const clock = makeFakeClock(Date.now())
    const { vendors, client, rose, ends } = await setupRoom({ room: { limits }, ports: { clock } })
    await Promise.all(Array.from({ length: 100 }, () => rose()))
    await clock.advance(limits.expireAfterMs + 100)
    const fresh = await rose()
    // The next gift may leave a second after the first ten.
    await clock.advance(400)
    expect(await ends(fresh.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    const items = await untilOn(clock, async () => {
      const { items: all } = await client.sends.list({ limit: 1_000 })
      return all.every(({ state }) => state === 'delivered' || state === 'expired') ? all : null
    })
    expect(items).toHaveLength(101)
    const expired = items.filter(({ state }) => state === 'expired')
    expect(expired.every(({ attempts }) => attempts === 0)).toBe(true)
    expect((await vendors.recording()).tencent.gifts).toHaveLength(items.length - expired.length)
  })
})

describe('sending again', () => {
  it('creates a new send, linked to the first', async () => {
    const { vendors, client, game, ends } = await setupRoom()
    const first = await game({ giftId: 'rocket', value: 10, count: 2 })
    await ends(first.id)
    const second = await client.sends.again({ id: first.id })
    expect(second.msgId).not.toBe(first.msgId)
    expect(await ends(second.id)).toMatchObject({
      state: 'delivered',
      parentId: first.id,
      gift: { giftId: 'rocket', value: 10, count: 2 },
    })
    expect((await vendors.recording()).zego.gifts.map(({ msgId }) => msgId)).toEqual([first.msgId, second.msgId])
  })

  it('is not possible while the first send still waits', async () => {
    const { client, rose } = await setupRoom({ room: { limits: { tencentPerSecond: 1, expireAfterMs: 0 } } })
    await rose()
    const { id } = await rose()
    expect(await refusal(client.sends.again({ id }))).toMatchObject({ code: 'BUSY' })
  })
})

describe('one Idempotency-Key', () => {
  it('creates one send, however often and however soon it is repeated', async () => {
    const setup = await setupRoom()
    const { vendors, ends } = setup
    const keyed = setup.as({ scopes: ['read', 'fire'], idempotencyKey: 'press-1' })
    const fire = () => keyed.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const first = await Promise.all(Array.from({ length: 5 }, fire))
    expect(new Set(first.map(({ id }) => id)).size).toBe(1)
    await ends(first[0]!.id)
    expect(await fire()).toMatchObject({ id: first[0]!.id, state: 'delivered' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('makes no second send after its send was erased', async () => {
    const setup = await setupRoom()
    const { vendors, client, ends } = setup
    const keyed = setup.as({ scopes: ['read', 'fire'], idempotencyKey: 'press-3' })
    const fire = () => keyed.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const { id } = await fire()
    await ends(id)
    expect(await client.sends.erase({})).toEqual({ erased: 1 })
    const answer = await refusal(fire())
    expect(answer).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('Nothing was sent again') })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('can be reused if the first press was refused', async () => {
    const setup = await setupRoom()
    const { client, ends } = setup
    const keyed = setup.as({ scopes: ['read', 'fire'], idempotencyKey: 'press-2' })
    const fire = () => keyed.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await client.safety.stop({})
    expect(await refusal(fire())).toMatchObject({ code: 'STOPPED' })
    await client.safety.resume({})
    expect(await ends((await fire()).id)).toMatchObject({ state: 'delivered' })
  })
})

describe('changing the room', () => {
  it('is refused with BUSY while sends are queued, and works after STOP', async () => {
    const room = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }
    const { client, rose } = await setupRoom({ room })
    await Promise.all([rose(), rose(), rose()])
    const other = client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    expect(await refusal(other)).toMatchObject({ code: 'BUSY' })
    expect((await client.status.get({})).room).toBe('Test stage')
    await client.safety.stop({})
    await client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    expect((await client.status.get({})).room).toBe('Elsewhere')
  })
})
