import { describe, expect, it } from 'vitest'
import { CannotRecord } from '../../../electron/core/errors/failures.ts'
import { policy } from '../../../electron/core/policy.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { createCapCounter } from '../../../electron/core/safety/caps.ts'
import { createLock } from '../../../electron/core/safety/lock.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

const live = { environment: 'live' } as const

describe('a live room', () => {
  it('is locked until it is unlocked, for one press', async () => {
    const { vendors, client, rose, post, ends } = await setupRoom({ room: live })
    expect(await refusal(rose())).toMatchObject({ code: 'LOCKED' })
    expect(await refusal(post('On air'))).toMatchObject({ code: 'LOCKED' })
    expect(await client.safety.arm({})).toMatchObject({ armed: true, hold: false })
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    expect(await client.status.get({})).toMatchObject({ armed: false, armedUntil: null })
    expect(await refusal(rose())).toMatchObject({ code: 'LOCKED' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('stays unlocked while it is held open, and locks on request', async () => {
    const { client, rose, ends } = await setupRoom({ room: live })
    await client.safety.arm({ seconds: 600, hold: true })
    for (const { id } of [await rose(), await rose()]) expect(await ends(id)).toMatchObject({ state: 'delivered' })
    expect(await client.safety.disarm({})).toMatchObject({ armed: false })
    expect(await refusal(rose())).toMatchObject({ code: 'LOCKED' })
  })

  it('is locked again by every change of room', async () => {
    const { vendors, client, rose } = await setupRoom({ room: live })
    await client.safety.arm({ seconds: 600, hold: true })
    await client.room.set(roomAt(vendors, live))
    expect(await refusal(rose())).toMatchObject({ code: 'LOCKED' })
  })

  it('does not use up the unlocking on a press that its caps refuse', async () => {
    const { client, rose, ends } = await setupRoom({ room: { ...live, caps: { perPress: 5 } } })
    await client.safety.arm({})
    expect(await refusal(rose({ count: 6 }))).toMatchObject({ code: 'OVER_CAP' })
    expect(await ends((await rose({ count: 5 })).id)).toMatchObject({ state: 'delivered' })
  })

  it('refuses a press over its cap of a minute, and says how long to wait', async () => {
    let ahead = 0
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + ahead }
    const { rose, ends } = await setupRoom({ room: { caps: { perMinute: 10 } }, ports: { clock } })
    await ends((await rose({ count: 8 })).id)
    const refused = await refusal(rose({ count: 3 }))
    expect(refused.code).toBe('OVER_CAP')
    const { retryAfterMs } = refused.data as { retryAfterMs: number }
    expect(retryAfterMs).toBeGreaterThan(0)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    ahead = retryAfterMs + 1
    expect(await ends((await rose({ count: 3 })).id)).toMatchObject({ state: 'delivered' })
  })
})

describe('a disk that is full', () => {
  it('uses up nothing of the caps: what was not recorded was not sent', async () => {
    const { app, rose, ends } = await setupRoom({ room: { caps: { perSession: 10 } } })
    const { activeSends } = app.deps
    const add = activeSends.addTogether.bind(activeSends)
    activeSends.addTogether = () => Promise.reject(new CannotRecord('The disk is full.'))
    expect(await refusal(rose({ count: 8 }))).toMatchObject({ code: 'CANNOT_RECORD' })
    activeSends.addTogether = add
    expect(await ends((await rose({ count: 8 })).id)).toMatchObject({ state: 'delivered' })
  })
})

describe('the open lock', () => {
  it('closes automatically when its time is over, whatever the wall clock does', async () => {
    const clock = makeFakeClock()
    let changes = 0
    const lock = createLock({ clock, policy: policy.safety, onChange: () => changes++ })
    lock.arm(10, true)
    clock.jumpWall(-3_600_000)
    await clock.advance(9_999)
    expect(lock.pass()).not.toBeNull()
    await clock.advance(1)
    expect(lock.pass()).toBeNull()
    expect(lock.openUntil()).toBeNull()
    expect(changes).toBe(2)
  })

  it('uses the newest duration', async () => {
    const clock = makeFakeClock()
    const lock = createLock({ clock, policy: policy.safety, onChange: () => {} })
    lock.arm(10, false)
    lock.arm(60, false)
    await clock.advance(30_000)
    expect(lock.pass()).not.toBeNull()
    expect(lock.pass()).toBeNull()
  })
})

describe('caps', () => {
  it('count pieces, in a sliding minute', async () => {
    const clock = makeFakeClock()
    const caps = createCapCounter(clock)
    caps.count(60)
    await clock.advance(40_000)
    caps.count(40)
    expect(caps.refusal({ perMinute: 100 }, 50)?.retryAfterMs).toBe(20_000)
    expect(caps.refusal({ perMinute: 100 }, 70)?.retryAfterMs).toBe(60_000)
    expect(caps.refusal({ perMinute: 100 }, 101)?.retryAfterMs).toBeNull()
    await clock.advance(20_000)
    expect(caps.refusal({ perMinute: 100 }, 60)).toBeNull()
  })

  it('give back what could not be sent, in the same session only', async () => {
    const caps = createCapCounter(makeFakeClock())
    caps.count(40)
    const giveBack = caps.count(50)
    giveBack()
    expect(caps.refusal({ perSession: 100, perMinute: 100 }, 60)).toBeNull()
    expect(caps.refusal({ perSession: 100 }, 61)?.message).toContain('has sent 40 of')
    const late = caps.count(10)
    caps.startSession()
    caps.count(90)
    late()
    expect(caps.refusal({ perSession: 100, perMinute: 100 }, 11)).not.toBeNull()
  })

  it('apply to one session of a room', () => {
    const caps = createCapCounter(makeFakeClock())
    caps.count(90)
    expect(caps.refusal({ perSession: 100 }, 11)).toMatchObject({ retryAfterMs: null })
    expect(caps.refusal({ perSession: 100 }, 10)).toBeNull()
    caps.startSession()
    expect(caps.refusal({ perSession: 100 }, 100)).toBeNull()
  })
})
