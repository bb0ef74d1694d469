import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '../../../shared/domain/time.ts'
import type { ObsWitness } from '../../../electron/core/on-air/obs-link.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { makeApp, makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { until, untilOn } from '../../support/until.ts'

type Stream = Extract<ObsWitness, { is: 'stream' }>['stream']

async function open(environment: RoomInput['environment'] = 'live') {
  const clock = makeFakeClock()
  const vendors = await makeVendors()
  const made = await makeApp({ clock, room: roomAt(vendors, { environment }) })
  const { onAir } = made.app.broadcast
  const press = () => made.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
  return {
    ...made,
    clock,
    vendors,
    press,
    obs: (stream: Stream) => onAir.witness({ is: 'stream', stream }),
    loseObs: () => onAir.witness({ is: 'lost' }),
    state: async () => {
      const { state, source } = await made.client.onAir.get()
      return source === null ? state : `${state}, says ${source}`
    },
  }
}

describe('on air', () => {
  it('is not known until somebody says so', async () => {
    const { client } = await open()
    expect(await client.onAir.get()).toEqual({
      state: 'unknown',
      source: null,
      since: null,
      warning: null,
      lastShow: null,
    })
  })

  it.each<[Stream, string]>([
    ['starting', 'on, says obs'],
    ['started', 'on, says obs'],
    ['reconnecting', 'on, says obs'],
    ['reconnected', 'on, says obs'],
    ['stopping', 'on, says obs'],
    ['stopped', 'off, says obs'],
  ])('follows OBS: a stream that is %s is %s', async (stream, expected) => {
    const { obs, state } = await open()
    obs(stream)
    expect(await state()).toBe(expected)
  })

  it('counts as on while OBS is lost, until OBS or the host says off', async () => {
    const { obs, loseObs, state, client } = await open()
    obs('started')
    loseObs()
    expect(await state()).toBe('lost-while-on, says obs')
    obs('stopped')
    expect(await state()).toBe('off, says obs')
    obs('started')
    loseObs()
    await client.onAir.set({ state: 'off' })
    expect(await state()).toBe('off, says host')
  })

  it('is not known where OBS was lost while off air, or was switched off by the host', async () => {
    const { obs, loseObs, state, app } = await open()
    obs('stopped')
    loseObs()
    expect(await state()).toBe('unknown')
    obs('started')
    app.broadcast.onAir.witness({ is: 'off' })
    expect(await state()).toBe('unknown')
  })

  it('is on if anybody says so', async () => {
    const { obs, state, client } = await open()
    obs('stopped')
    await client.onAir.set({ state: 'on' })
    expect(await state()).toBe('on, says host')
    obs('started')
    await client.onAir.set({ state: 'off' })
    expect(await state()).toBe('on, says obs')
  })

  it("keeps the host's word until it is taken back, or for 12 hours of the clock that counts sleep", async () => {
    const { clock, state, client } = await open()
    await client.onAir.set({ state: 'on' })
    clock.sleep(11 * hourMs)
    await clock.advance(2 * minuteMs)
    expect(await state()).toBe('on, says host')
    clock.sleep(1 * hourMs)
    await clock.advance(2 * minuteMs)
    expect(await state()).toBe('unknown')
    await client.onAir.set({ state: 'off' })
    await client.onAir.set({ state: null })
    expect(await state()).toBe('unknown')
  })

  it('says since when, over a lost connection too', async () => {
    const { obs, loseObs, client, clock } = await open()
    obs('starting')
    const { since } = await client.onAir.get()
    await clock.advance(minuteMs)
    obs('started')
    obs('reconnecting')
    expect((await client.onAir.get()).since).toBe(since)
    loseObs()
    obs('started')
    expect((await client.onAir.get()).since).toBe(since)
  })
})

describe('the guard', () => {
  it('closes a lock that was held open when the show ends, and never opens one', async () => {
    const { obs, client } = await open()
    obs('started')
    expect((await client.status.get()).armed).toBe(false)
    await client.safety.arm({ seconds: 600, hold: true })
    obs('reconnecting')
    obs('stopping')
    expect((await client.status.get()).armed).toBe(true)
    obs('stopped')
    expect((await client.status.get()).armed).toBe(false)
  })

  it('leaves a lock alone that is armed for one press, and one that is opened after the show', async () => {
    const { obs, client } = await open()
    obs('started')
    await client.safety.arm({ seconds: 10, hold: false })
    obs('stopped')
    expect((await client.status.get()).armed).toBe(true)
    await client.safety.arm({ seconds: 600, hold: true })
    obs('stopped')
    expect((await client.status.get()).armed).toBe(true)
  })

  it('warns once a session of a gift into a test room while on air', async () => {
    const { obs, press, client } = await open('test')
    await press()
    expect((await client.onAir.get()).warning).toBeNull()
    obs('started')
    await press()
    const { warning } = await client.onAir.get()
    expect(warning).toMatchObject({ kind: 'test-room-on-air', room: 'Test stage' })
    await press()
    expect((await client.onAir.get()).warning).toEqual(warning)
  })

  it('warns of a gift into a live room while off air, and not while nothing is known', async () => {
    const { obs, press, client } = await open('live')
    await client.safety.arm({ seconds: 600, hold: true })
    await press()
    expect((await client.onAir.get()).warning).toBeNull()
    obs('stopped')
    await press()
    expect((await client.onAir.get()).warning).toMatchObject({ kind: 'live-room-off-air' })
  })

  it('never sends anything by itself', async () => {
    const { obs, loseObs, client, clock, vendors } = await open('test')
    for (const stream of ['started', 'reconnecting', 'stopped', 'started'] as const) obs(stream)
    loseObs()
    await client.onAir.set({ state: 'off' })
    await clock.advance(minuteMs)
    expect((await client.sends.list({})).items).toEqual([])
    expect((await vendors.recording()).tencent.gifts).toEqual([])
  })
})

describe('the summary of a show', () => {
  it('is kept also if Giftdeck ends before the show does', async () => {
    const [dataDir, settings, clock, vendors] = [makeFolder(), memorySettings(), makeFakeClock(), await makeVendors()]
    const first = await makeApp({ dataDir, settings, clock, room: roomAt(vendors) })
    await first.client.onAir.set({ state: 'on' })
    await clock.advance(minuteMs)
    await first.stop()
    const second = await makeApp({ dataDir, settings, clock })
    const { items } = await second.client.sessions.list({})
    expect(items.flatMap(({ shows }) => shows)).toMatchObject([{ room: 'Test stage', sent: 0 }])
    expect((await second.client.onAir.get()).state).toBe('unknown')
  })

  it('tells what was sent and how it ended, and is kept with the session', async () => {
    const { obs, press, client, clock, vendors } = await open('test')
    const settle = async () =>
      until(async () => {
        await clock.advance(100)
        return (await client.sends.list({})).items.every(({ state }) => ['delivered', 'refused'].includes(state))
      })
    await press()
    await settle()
    obs('started')
    await press()
    await settle()
    await vendors.setFaults({ refuse: { code: 10017, times: 1, only: ['send_gift'] } })
    await press()
    await settle()
    await clock.advance(minuteMs)
    // The last reading was requested after the gifts were delivered, so it is known what of it is ours.
    await untilOn(clock, async () => {
      const [reading] = (await client.counts.get()).readings
      return reading!.totalCount === 2 && reading!.fromGiftdeckInTotal === 2
    })
    obs('stopped')
    const { lastShow } = await client.onAir.get()
    expect(lastShow).toMatchObject({
      room: 'Test stage',
      sent: 2,
      delivered: 1,
      refused: 1,
      unknown: 0,
      riseOfOthers: 0,
    })
    expect(Date.parse(lastShow!.endedAt) - Date.parse(lastShow!.startedAt)).toBeGreaterThanOrEqual(minuteMs)
    const kept = () => client.sessions.list({}).then(({ items }) => items[0]!.shows)
    expect(await until(async () => ((await kept()).length > 0 ? kept() : null))).toEqual([lastShow])

    await client.sends.erase()
    expect((await client.onAir.get()).lastShow).toBeNull()
  })
})
