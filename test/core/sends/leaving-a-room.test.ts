import { describe, expect, it } from 'vitest'
import { heldLine } from '../../support/held-connection.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { roomAt } from '../../support/make-app.ts'
import { skippingClock } from '../../support/skipping-clock.ts'
import { until, untilOn } from '../../support/until.ts'
import { setupRoom } from './setup-room.ts'

describe('leaving a room', () => {
  it('holds a send that would be retried, until the host releases it', async () => {
    const clock = skippingClock()
    const transport = heldLine()
    const { vendors, client, rose, reaches, ends } = await setupRoom({ ports: { clock, post: transport.post } })
    await vendors.setFaults({ refuseAfter: { code: 60007, times: 1, only: ['send_gift'] } })
    transport.hold()
    const { id } = await rose()
    await until(async () => (await vendors.recording()).calls['send_gift'] === 1)
    const room = roomAt(vendors)
    await client.room.set({ ...room, tencent: { ...room.tencent!, secretKey: 'f'.repeat(64) } })
    transport.letGo()
    expect(await reaches(id, 'held')).toMatchObject({ reason: 'held-room-left', code: 60007, attempts: 1 })
    // An automatic retry would happen before the host releases it.
    clock.skip(60_000)
    await client.room.set(room)
    expect(await client.sends.get({ id })).toMatchObject({ state: 'held', attempts: 1 })
    await client.sends.release({ id })
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    expect((await vendors.recording()).calls['send_gift']).toBe(2)
  })

  it('sends no query that waited', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, client } = await setupRoom({ ports: { clock } })
    const list = () => client.gifts.list({ vendor: 'tencent' })
    // One of these goes at once; the others wait for the next second.
    const lists = [list(), list(), list()]
    await until(async () => (await vendors.recording()).calls['get_gift_info_list'] === 1)
    await client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    let areOver = false
    const ended = Promise.allSettled(lists).then(() => (areOver = true))
    await untilOn(clock, () => areOver)
    await ended
    await clock.advance(60_000)
    expect((await vendors.recording()).calls['get_gift_info_list']).toBe(1)
  })

  it('keeps the result of a call on the wire', async () => {
    const transport = heldLine()
    const { vendors, client, rose, ends } = await setupRoom({ ports: { post: transport.post } })
    transport.hold()
    const { id } = await rose()
    await until(async () => (await vendors.recording()).calls['send_gift'] === 1)
    await client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    transport.letGo()
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 1 })
  })
})
