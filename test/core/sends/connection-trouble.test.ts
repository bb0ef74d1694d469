import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { makeApp, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, setupRoom, refusal } from './setup-room.ts'

describe('a wrong key', () => {
  it('costs a few refused calls, not three hundred, and holds the rest', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const { rose } = actionsOf(client)
    const right = roomAt(vendors)
    await client.room.set({ ...right, tencent: { ...right.tencent!, secretKey: 'f'.repeat(64) } })

    const pressed = await Promise.all(Array.from({ length: 300 }, () => rose().catch(() => null)))
    const ids = pressed.flatMap((press) => (press ? [press.id] : []))
    await until(async () => {
      const { items } = await client.sends.list({ limit: 1_000 })
      return items.every(({ state }) => state === 'held' || state === 'refused')
    })
    const { items } = await client.sends.list({ limit: 1_000 })
    expect(items).toHaveLength(ids.length)
    const refused = items.filter(({ state }) => state === 'refused')
    expect(refused.length).toBeLessThanOrEqual(3)
    expect(refused[0]).toMatchObject({ attempts: 1 })
    expect(items.filter(({ state }) => state === 'held').every(({ attempts }) => attempts === 0)).toBe(true)
    const recording = await vendors.recording()
    expect(recording.calls['send_gift']).toBeLessThanOrEqual(3)
    expect(recording.tencent.gifts).toEqual([])

    const [connection] = (await client.status.get({})).connections
    expect(connection).toMatchObject({ vendor: 'tencent', state: 'paused' })
    const answer = await refusal(rose())
    expect(answer).toMatchObject({ code: 'NOT_CONNECTED', data: { because: 'paused' } })
    expect(answer.message).toContain(connection!.trouble!.message.split('.')[0]!)
  })

  it('holds the later sends, which the host releases or discards one by one', async () => {
    const vendors = await makeVendors()
    const clock = makeFakeClock(Date.now())
    const { client, as } = await makeApp({ clock })
    const { rose, reaches, ends, endsOn } = actionsOf(client)
    const right = roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    await vendors.setFaults({ refuse: { code: 70009, times: 1, only: ['send_gift'] } })
    await client.room.set(right)
    const [first, second, third] = await Promise.all([rose(), rose(), rose()])
    expect(await ends(first.id)).toMatchObject({ state: 'refused', reason: 'key-mismatch' })
    expect(await reaches(second.id, 'held')).toMatchObject({ reason: 'held-connection-paused' })
    await reaches(third.id, 'held')

    expect(await client.sends.discard({ id: third.id })).toMatchObject({ state: 'cancelled', reason: 'discarded' })
    const keyed = as({ scopes: ['fire'], idempotencyKey: 'release the second' })
    expect(await keyed.sends.release({ id: second.id })).toMatchObject({ id: second.id, state: 'queued' })
    expect(await endsOn(clock, second.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(await keyed.sends.release({ id: second.id })).toMatchObject({ id: second.id, state: 'delivered' })
    expect(await refusal(client.sends.release({ id: second.id }))).toMatchObject({ code: 'BUSY' })
    expect(await refusal(client.sends.discard({ id: third.id }))).toMatchObject({ code: 'BUSY' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
    expect((await client.status.get({})).connections[0]).toMatchObject({ state: 'ready' })
  })

  it('holds a gift, which is sent once even if it is released twice at the same instant', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, client, rose, reaches, ends, endsOn } = await setupRoom({
      room: { limits: { tencentPerSecond: 1, expireAfterMs: 0 } },
      ports: { clock },
    })
    await vendors.setFaults({ refuse: { code: 70009, times: 1, only: ['send_gift'] } })
    const [first, held] = await Promise.all([rose(), rose()])
    await ends(first.id)
    await reaches(held.id, 'held')
    const twice = await Promise.allSettled([1, 2].map(() => client.sends.release({ id: held.id })))
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'BUSY' } })
    expect(await endsOn(clock, held.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('leaves the connection paused if a release is refused', async () => {
    const { vendors, client, rose, reaches, ends } = await setupRoom({
      room: { environment: 'live', limits: { tencentPerSecond: 1, expireAfterMs: 0 }, caps: { perMinute: 3 } },
      ports: { clock: makeFakeClock(Date.now()) },
    })
    await vendors.setFaults({ refuse: { code: 70009, times: 1, only: ['send_gift'] } })
    await client.safety.arm({ seconds: 600, hold: true })
    const [first, held] = await Promise.all([rose(), rose({ count: 2 })])
    await ends(first.id)
    await reaches(held.id, 'held')
    const tries = async () => refusal(client.sends.release({ id: held.id }))
    const paused = async () => (await client.status.get({})).connections[0]?.state
    expect([(await tries()).code, await paused()]).toEqual(['OVER_CAP', 'paused'])
    await client.safety.stop({})
    expect([(await tries()).code, await paused()]).toEqual(['STOPPED', 'paused'])
    expect((await vendors.recording()).calls['send_gift']).toBe(1)
  })

  it('leaves the connection paused if a release finds the room locked, until a release succeeds', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, client, rose, reaches, ends, endsOn } = await setupRoom({
      room: { environment: 'live', limits: { tencentPerSecond: 1, expireAfterMs: 0 } },
      ports: { clock },
    })
    await vendors.setFaults({ refuse: { code: 70009, times: 1, only: ['send_gift'] } })
    await client.safety.arm({ seconds: 600, hold: true })
    const [first, held] = await Promise.all([rose(), rose()])
    await ends(first.id)
    await reaches(held.id, 'held')
    await client.safety.disarm({})
    expect(await refusal(client.sends.release({ id: held.id }))).toMatchObject({ code: 'LOCKED' })
    expect((await client.status.get({})).connections[0]).toMatchObject({ state: 'paused' })
    await client.safety.arm({})
    await client.sends.release({ id: held.id })
    expect(await endsOn(clock, held.id)).toMatchObject({ state: 'delivered' })
    expect((await client.status.get({})).connections[0]).toMatchObject({ state: 'ready' })
  })

  it('allows new presses after a resume', async () => {
    const { vendors, client, rose, ends } = await setupRoom()
    await vendors.setFaults({ refuse: { code: 60021, times: 1, only: ['send_gift'] } })
    await ends((await rose()).id)
    expect(await refusal(rose())).toMatchObject({ code: 'NOT_CONNECTED' })
    await client.safety.resume({})
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })

  it('of one vendor does not affect the other vendor', async () => {
    const { vendors, rose, game, ends } = await setupRoom()
    await vendors.setFaults({ refuse: { code: 70009, times: 1, only: ['send_gift'] } })
    await ends((await rose()).id)
    expect(await refusal(rose())).toMatchObject({ code: 'NOT_CONNECTED' })
    expect(await ends((await game()).id)).toMatchObject({ state: 'delivered' })
  })
})

describe('after a restart', () => {
  it('the last room is restored without its secrets, reports that, and never becomes the sandbox', async () => {
    const vendors = await makeVendors()
    const settings = memorySettings()
    const first = await makeApp({ settings })
    await first.client.room.set(roomAt(vendors))
    await first.stop()

    const { client } = await makeApp({ settings })
    const { rose, game, ends } = actionsOf(client)
    const status = await client.status.get({})
    expect(status).toMatchObject({ room: 'Test stage', environment: 'test' })
    expect(status.connections.map(({ state }) => state)).toEqual(['needs-secrets', 'needs-secrets'])
    expect(await refusal(rose())).toMatchObject({ code: 'NOT_CONNECTED' })
    expect(await refusal(game())).toMatchObject({ code: 'NOT_CONNECTED' })
    await client.room.set(roomAt(vendors))
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })

  it('waiting sends are held, and sent only when the host releases them', async () => {
    const vendors = await makeVendors()
    const settings = memorySettings()
    const room = roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } })
    const first = await makeApp({ settings, clock: makeFakeClock(Date.now()) })
    await first.client.room.set(room)
    const actions = actionsOf(first.client)
    const [one, two] = await Promise.all([actions.rose(), actions.rose()])
    await actions.ends(one.id)
    await first.stop()

    const second = await makeApp({ settings, dataDir: first.ports.paths.dataDir })
    await second.client.room.set(room)
    const again = actionsOf(second.client)
    expect(await second.client.sends.get({ id: one.id })).toMatchObject({ state: 'delivered' })
    expect(await second.client.sends.get({ id: two.id })).toMatchObject({ state: 'held', attempts: 0 })
    expect((await second.client.status.get({})).held).toBe(1)
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
    await second.client.sends.release({ id: two.id })
    expect(await again.ends(two.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(2)
  })
})
