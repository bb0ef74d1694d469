import { describe, expect, it, onTestFinished } from 'vitest'
import type { OnAir } from '../../../shared/contract/on-air.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { obsPassword, prepareObs } from '../../support/real-obs.ts'
import { long } from '../../support/tier.ts'
import { until } from '../../support/until.ts'
import { whyNoObs } from '../../find-real-obs.mjs'
import { startTestServer } from '../server/start-test-server.ts'
import { openLink } from './open-link.ts'

/** A live room of Giftdeck beside the real OBS. `states` are all that GET /events told, in order. */
async function open() {
  const [vendors, obs] = [await makeVendors(), await prepareObs({ home: makeFolder(), atEnd: onTestFinished })]
  const server = await startTestServer({ settings: memorySettings(), room: roomAt(vendors, { environment: 'live' }) })
  const states: OnAir['state'][] = []
  const ended = new AbortController()
  onTestFinished(() => ended.abort())
  const follow = async () => {
    for await (const event of await server.client.events.watch(undefined, { signal: ended.signal })) {
      const onAir = event.kind === 'onAir' || event.kind === 'snapshot' ? event.onAir : null
      if (onAir && onAir.state !== states.at(-1)) states.push(onAir.state)
    }
  }
  follow().catch(() => undefined)
  const state = async () => (await server.api('GET', '/on-air')).json.state as OnAir['state']
  const stream = async () => (await server.api('GET', '/obs')).json.stream as string | undefined
  const connect = (password: string) =>
    server.api('PUT', '/obs', { body: { enabled: true, address: obs.address, password } })
  return { vendors, obs, server, states, state, stream, connect }
}

describe.skipIf(whyNoObs() !== undefined)('the connection to the real OBS', long, () => {
  it('reports every state of the stream once and in order', { timeout: 600_000 }, async () => {
    const obs = await prepareObs({ home: makeFolder(), atEnd: onTestFinished })
    const { link, witnesses } = await openLink()
    const reported = (count: number, last: string) =>
      until(() => witnesses.length >= count && witnesses.at(-1) === last)
    await link.set({ enabled: true, address: obs.address, password: obsPassword })
    await obs.start()
    await reported(1, 'stopped')
    await obs.rtmp.start()
    await obs.request('StartStream')
    await reported(3, 'started')
    await obs.rtmp.kill()
    await reported(4, 'reconnecting')
    await obs.rtmp.start()
    await reported(5, 'reconnected')
    await obs.kill()
    await reported(6, 'lost')
    await obs.rtmp.kill()
    await obs.start()
    await reported(7, 'stopped')
    await obs.rtmp.start()
    await obs.request('StartStream')
    await reported(9, 'started')
    await obs.request('StopStream')
    await reported(11, 'stopped')
    const first = ['stopped', 'starting', 'started', 'reconnecting', 'reconnected', 'lost']
    expect(witnesses).toEqual([...first, 'stopped', 'starting', 'started', 'stopping', 'stopped'])
    await link.set({ enabled: false })
    expect(witnesses.slice(11)).toEqual(['off'])
  })

  it('is tried once with a wrong password', { timeout: 600_000 }, async () => {
    const obs = await prepareObs({ home: makeFolder(), atEnd: onTestFinished })
    const clock = makeFakeClock()
    const { link, witnesses, trouble, log } = await openLink({ clock })
    await obs.start()
    await link.set({ enabled: true, address: obs.address, password: 'wrong' })
    await until(() => trouble() === 'wrong-password')
    expect(clock.timers()).toBe(0)
    await clock.advance(60_000)
    expect([trouble(), witnesses]).toEqual(['wrong-password', []])
    expect(log.lines.map(({ fields }) => fields)).toEqual([{ why: 'wrong-password' }])
  })
})

describe.skipIf(whyNoObs() !== undefined)('a show with the real OBS', long, () => {
  it('is told in every state, in order, and never sends or arms anything by itself', { timeout: 600_000 }, async () => {
    const { vendors, obs, server, states, state, stream, connect } = await open()
    await obs.start()
    const { json } = await connect(obsPassword)
    expect(JSON.stringify(json)).not.toContain(obsPassword)
    await until(async () => (await state()) === 'off')
    await server.client.safety.arm({ seconds: 600, hold: true })
    expect(states).toEqual(['unknown', 'off'])

    await obs.rtmp.start()
    await obs.request('StartStream')
    await until(async () => (await stream()) === 'started')
    expect(await state()).toBe('on')

    // OBS says that the output is not active while it reconnects. The show goes on.
    await obs.rtmp.kill()
    await until(async () => (await stream()) === 'reconnecting')
    expect(await state()).toBe('on')
    await obs.rtmp.start()
    await until(async () => ['reconnected', 'started'].includes((await stream())!))
    expect(states).toEqual(['unknown', 'off', 'on'])

    await obs.kill()
    await until(async () => (await state()) === 'lost-while-on')
    expect((await server.client.status.get()).armed).toBe(true)

    await obs.rtmp.kill()
    await obs.start()
    await until(async () => (await state()) === 'off')
    expect((await server.client.status.get()).armed).toBe(false)
    await until(() => states.length >= 5)
    expect(states).toEqual(['unknown', 'off', 'on', 'lost-while-on', 'off'])

    await server.client.safety.arm({ seconds: 600, hold: true })
    await obs.rtmp.start()
    await obs.request('StartStream')
    await until(async () => (await state()) === 'on')
    await until(async () => (await stream()) === 'started')
    await obs.request('StopStream')
    await until(async () => (await state()) === 'off')
    expect((await server.client.status.get()).armed).toBe(false)
    expect((await server.api('GET', '/on-air')).json.lastShow).toMatchObject({ environment: 'live', sent: 0 })
    await until(() => states.length >= 7)
    expect(states.slice(5)).toEqual(['on', 'off'])

    expect((await server.client.sends.list({})).items).toEqual([])
    const { tencent, zego } = await vendors.recording()
    expect([tencent.gifts, tencent.messages, zego.gifts]).toEqual([[], [], []])
  })

  it('is not told with a wrong password, which is said once', { timeout: 600_000 }, async () => {
    const { obs, server, state, connect } = await open()
    await obs.start()
    await connect('wrong')
    const trouble = async () => (await server.api('GET', '/obs')).json.trouble?.reason as string | undefined
    await until(async () => (await trouble()) === 'wrong-password')
    expect(await state()).toBe('unknown')
    await connect(obsPassword)
    await until(async () => (await state()) === 'off')
    expect(await trouble()).toBeUndefined()
  })

  it('has no place for an overlay in a build without browser sources, and says so', { timeout: 600_000 }, async () => {
    const { obs, server, connect, state } = await open()
    await obs.start()
    await connect(obsPassword)
    await until(async () => (await state()) === 'off')
    const { address } = await server.client.overlays.create({ name: 'Goal' })
    const made = await server.client.obs.addSource({ name: 'Goal', address, width: 800, height: 600 })
    // Debian's OBS has no browser source. Another build may have one.
    expect([true, 'no-browser-source']).toContain(made.added || made.problem)
  })
})
