import { describe, expect, it } from 'vitest'
import { blockDisk } from '../ledger/make-ledger.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { heldLine } from '../../support/held-connection.ts'
import { roomAt } from '../../support/make-app.ts'
import { until, untilOn } from '../../support/until.ts'

const oneASecond = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }

describe('STOP', () => {
  it('reports how much of a burst it cancelled, and every other send becomes delivered or unknown', async () => {
    const { vendors, client, rose } = await setupRoom({ room: { limits: { tencentPerSecond: 100, expireAfterMs: 0 } } })
    await vendors.setFaults({
      answerLost: { chance: 0.2, only: ['send_gift'] },
      hangBefore: { ms: 80, only: ['send_gift'] },
    })
    const pressed = await Promise.all(Array.from({ length: 400 }, () => rose()))
    await until(async () => (await vendors.recording()).tencent.gifts.length >= 40)

    const before = await client.sends.list({ limit: 1_000 })
    const endedBefore = new Set(
      before.items.filter(({ state }) => state === 'delivered' || state === 'unknown').map(({ id }) => id),
    )
    const result = await client.safety.stop({})
    const after = await until(async () => {
      const { items } = await client.sends.list({ limit: 1_000 })
      return items.every(({ state }) => ['cancelled', 'delivered', 'unknown'].includes(state)) ? items : null
    })
    const recording = await vendors.recording()

    expect(after).toHaveLength(pressed.length)
    expect(after.filter(({ state }) => state === 'cancelled')).toHaveLength(result.cancelled)
    expect(recording.tencent.gifts).toHaveLength(pressed.length - result.cancelled)
    expect(result.cancelled).toBeGreaterThan(0)
    // The list was read a moment before STOP, so a few of those calls may have ended in between.
    const endedSince = after.filter(({ id, state }) => state !== 'cancelled' && !endedBefore.has(id)).length
    expect(result.alreadySent + result.unknown).toBeLessThanOrEqual(endedSince)
    const delivered = after.filter(({ state }) => state === 'delivered').length
    const unknown = after.filter(({ state }) => state === 'unknown').length
    expect(delivered + unknown).toBe(recording.tencent.gifts.length)
    expect(unknown).toBeGreaterThan(0)
  })

  it('counts the call on the wire as sent, or as unknown when it gets no answer', async () => {
    const clock = makeFakeClock(Date.now())
    const transport = heldLine()
    const { client, rose, reaches } = await setupRoom({ room: oneASecond, ports: { clock, post: transport.post } })
    transport.hold()
    const [first, second] = await Promise.all([rose(), rose(), rose()])
    await reaches(first.id, 'sending')
    const inTime = client.safety.stop({})
    await reaches(second.id, 'cancelled')
    await clock.advance(1_999)
    transport.letGo()
    expect(await inTime).toEqual({ cancelled: 2, alreadySent: 1, unknown: 0 })

    await client.safety.resume({})
    transport.hold()
    const late = await rose()
    await untilOn(clock, async () => (await client.sends.get({ id: late.id })).state === 'sending')
    let isOver = false
    const tooLate = client.safety.stop({}).finally(() => (isOver = true))
    await untilOn(clock, () => isOver)
    expect(await tooLate).toEqual({ cancelled: 0, alreadySent: 0, unknown: 1 })
    transport.letGo()
    expect(await reaches(late.id, 'delivered')).toMatchObject({ attempts: 1 })
  })

  it('refuses presses until resume, and what it cancelled is never sent', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, client, rose, game, post, ends } = await setupRoom({ room: oneASecond, ports: { clock } })
    const pressed = await Promise.all([rose(), rose(), rose()])
    await ends(pressed[0]!.id)
    await client.safety.stop({})
    for (const press of [rose, game, () => post('Hello')])
      expect(await refusal(press())).toMatchObject({ code: 'STOPPED' })
    expect(await client.safety.resume({})).toMatchObject({ stopped: false })
    const { id: next } = await rose()
    await untilOn(clock, async () => (await client.sends.get({ id: next })).state === 'delivered')
    await clock.advance(60_000)
    expect((await vendors.recording()).calls['send_gift']).toBe(2)
    for (const { id } of pressed.slice(1))
      expect(await client.sends.get({ id })).toMatchObject({ state: 'cancelled', reason: 'cancelled-by-stop' })
  })

  it('stops with a full disk, and leaves no open send once the disk has space again', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, client, rose, reaches, ports } = await setupRoom({ room: oneASecond, ports: { clock } })
    const ends = (id: string) =>
      untilOn(clock, async () => {
        const receipt = await client.sends.get({ id })
        return ['cancelled', 'delivered'].includes(receipt.state) ? receipt : null
      })
    await vendors.setFaults({ refuse: { code: 60_007, times: 1, only: ['send_gift'] } })
    const pressed = await Promise.all([rose(), rose(), rose()])
    await reaches(pressed[0]!.id, 'waiting')
    const release = blockDisk(ports.paths.dataDir)
    const refused = await refusal(client.safety.stop({}))
    expect(refused).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(refused.message).toMatch(/^Stopped: nothing more leaves\./)
    expect(await client.status.get()).toMatchObject({ stopped: true })
    await client.safety.resume({})
    release()

    for (const { id } of pressed) expect(await ends(id)).toMatchObject({ reason: 'cancelled-by-stop' })
    expect((await vendors.recording()).tencent.gifts).toEqual([])
    // Nothing waits any more, so the room can be left.
    await client.room.set(roomAt(vendors))
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })
})
