import { describe, expect, it } from 'vitest'
import { roomAt } from '../../support/make-app.ts'
import { skippingClock } from '../../support/skipping-clock.ts'
import { until } from '../../support/until.ts'
import { makeStage } from './make-stage.ts'

describe('leaving a room', () => {
  it('sends nothing again with the secret that was replaced; the host decides', async () => {
    const clock = skippingClock()
    const { vendors, client, rose, reaches, ends } = await makeStage({ ports: { clock } })
    await vendors.setFaults({
      hangAfter: { times: 1, only: ['send_gift'], ms: 700 },
      refuseAfter: { code: 60007, times: 1, only: ['send_gift'] },
    })
    const { id } = await rose()
    await until(async () => (await vendors.truth()).calls['send_gift'] === 1)
    const room = roomAt(vendors)
    await client.room.set({ ...room, tencent: { ...room.tencent!, secretKey: 'f'.repeat(64) } })
    expect(await reaches(id, 'held')).toMatchObject({ reason: 'held-room-left', code: 60007, attempts: 1 })
    // Whoever would send it again by himself does so before the host releases it.
    clock.skip(60_000)
    await client.room.set(room)
    expect(await client.sends.get({ id })).toMatchObject({ state: 'held', attempts: 1 })
    await client.sends.release({ id })
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    expect((await vendors.truth()).calls['send_gift']).toBe(2)
  })

  it('asks nothing more with it either', async () => {
    const { vendors, client } = await makeStage()
    const list = () => client.gifts.list({ vendor: 'tencent' })
    // One of these goes at once; the others wait for the next second.
    const lists = [list(), list(), list()]
    await until(async () => (await vendors.truth()).calls['get_gift_info_list'] === 1)
    await client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    await Promise.allSettled(lists)
    expect((await vendors.truth()).calls['get_gift_info_list']).toBe(1)
  })

  it('keeps what the call on the wire brings', async () => {
    const { vendors, client, rose, ends } = await makeStage()
    await vendors.setFaults({ hangAfter: { times: 1, only: ['send_gift'], ms: 500 } })
    const { id } = await rose()
    await until(async () => (await vendors.truth()).calls['send_gift'] === 1)
    await client.room.set({ name: 'Elsewhere', environment: 'sandbox' })
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 1 })
  })
})
