import { describe, expect, it } from 'vitest'
import { preflightChinese, preflightEnglish, preflightText } from '../../../shared/preflight/preflight.ts'
import { lookAtObs } from '../../../electron/core/preflight/look.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { untilOn } from '../../support/until.ts'
import { openOverlay } from '../overlays/open-overlay.ts'
import { startTestServer, type TestServer } from '../server/start-test-server.ts'

async function open(given: Parameters<typeof startTestServer>[0] = {}) {
  const vendors = await makeVendors()
  const server = await startTestServer({ settings: memorySettings(), room: roomAt(vendors), ...given })
  return { vendors, server }
}
const row = async ({ client }: TestServer, id: string) =>
  (await client.preflight.get()).rows.find((each) => each.id === id)

describe('the board before the show', () => {
  it('has a row for everything that a show needs', async () => {
    const { server } = await open()
    const { rows, worse } = await server.client.preflight.get()
    expect(rows.map(({ id, state }) => `${id}: ${state}`)).toEqual([
      'room: ok',
      'obs: not-known',
      'overlays: not-known',
      'devices: not-known',
      'clock: ok',
      'disk: ok',
      'key-store: trouble',
      'update: not-known',
    ])
    expect(worse).toEqual([])
    for (const { message } of rows) expect(message).not.toContain('{')
  })

  it('sends no gift and posts no comment', async () => {
    const { server, vendors } = await open()
    await server.client.preflight.get()
    const { tencent, zego } = await vendors.recording()
    expect([tencent.gifts, tencent.messages, zego.gifts]).toEqual([[], [], []])
    expect(JSON.stringify(zego)).not.toContain('SendDanmakuComments')
  })

  it('tells the step that failed, and what to do', async () => {
    const { server, vendors } = await open()
    await vendors.setFaults({ refuse: { code: 10015, only: ['get_room_info'] } })
    const found = await row(server, 'room')
    expect(found).toMatchObject({ state: 'trouble', reason: 'room-failed', advice: expect.any(String) as string })
  })

  it('warns that the sandbox is active', async () => {
    const { server } = await open()
    await server.client.room.set({ name: 'Demo', environment: 'sandbox' })
    expect(await row(server, 'room')).toMatchObject({ state: 'trouble', reason: 'room-is-sandbox' })
  })

  it('says that OBS is being connected, before it is known whether it answers', async () => {
    const { server } = await open({ clock: makeFakeClock() })
    await server.client.obs.set({ enabled: true, address: '127.0.0.1:9' })
    expect(lookAtObs(server.app.obs.read())).toMatchObject({ state: 'not-known', reason: 'obs-connecting' })
  })

  it('names the overlays that are not open', async () => {
    const { server } = await open()
    const { token } = await server.client.overlays.create({ name: 'Goal bar' })
    expect(await row(server, 'overlays')).toMatchObject({ state: 'trouble', values: { names: 'Goal bar' } })
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view !== undefined)
    expect(await row(server, 'overlays')).toMatchObject({ state: 'ok', values: { names: 'Goal bar' } })
  })

  it('knows which devices were heard', async () => {
    const { server } = await open()
    const token = server.tokenFor('read', 'fire')
    expect(await row(server, 'devices')).toMatchObject({ state: 'not-known', reason: 'devices-silent' })
    await server.api('GET', '/status', { token })
    expect(await row(server, 'devices')).toMatchObject({ state: 'ok', values: { names: 'read fire' } })
  })

  it('knows of an update only what the desktop tells', async () => {
    const { server } = await open()
    server.app.broadcast.setUpdateState('idle')
    expect(await row(server, 'update')).toMatchObject({ state: 'ok' })
    server.app.broadcast.setUpdateState('ready')
    expect(await row(server, 'update')).toMatchObject({ state: 'trouble', reason: 'update-ready' })
  })

  it('looks again every minute once it was looked at, and names what got worse', async () => {
    const clock = makeFakeClock()
    let protection: 'system' | 'memory' = 'system'
    const secrets = { ...memorySecrets(), protection: async () => protection }
    const { server } = await open({ clock, secrets })
    const look = () => server.client.preflight.get().finally(() => void (isOver = true))
    let isOver = false
    const first = look()
    await untilOn(clock, () => isOver)
    expect((await first).worse).toEqual([])

    protection = 'memory'
    const changed: string[] = []
    void (async () => {
      for await (const event of await server.client.events.watch())
        if (event.kind === 'changed') changed.push(event.what)
    })()
    await untilOn(clock, () => changed.includes('preflight'))
    isOver = false
    const second = look()
    await untilOn(clock, () => isOver)
    expect((await second).worse).toEqual(['key-store'])
  })
})

describe('the sentences of the board', () => {
  it('use the same values in every language', () => {
    const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted()
    for (const [reason, { message, advice }] of Object.entries(preflightEnglish)) {
      const chinese = preflightChinese[reason as keyof typeof preflightChinese]
      expect([reason, values(chinese.message), values(chinese.advice)]).toEqual([
        reason,
        values(message),
        values(advice),
      ])
    }
  })

  it('are unknown for a reason of a newer program', () => {
    expect(preflightText(preflightEnglish, { reason: 'toString', values: {} })).toBeUndefined()
  })
})
