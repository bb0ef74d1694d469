import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/index.ts'
import { memorySettings, makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from '../server/start-test-server.ts'
import { openOverlay, upgradeStatus } from './open-overlay.ts'

const goal = { id: 'mic', title: 'New microphone', target: 200 }

async function open(environment: 'test' | 'live' = 'test') {
  const vendors = await makeVendors()
  const server = await startTestServer({ settings: memorySettings(), room: roomAt(vendors, { environment }) })
  await server.client.goals.set({ goals: [goal] })
  await server.client.counts.refresh()
  const press = async (count = 1) => {
    const { id } = await server.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count })
    await until(async () => (await server.client.sends.get({ id })).state === 'delivered')
    await server.client.counts.refresh()
  }
  return { vendors, server, press, make: (more = {}) => server.client.overlays.create({ name: 'Goal', ...more }) }
}

describe('an overlay', () => {
  it('shows the goal and the count of its room, and an alert for each delivered gift', async () => {
    const { server, make, press } = await open()
    const { token } = await make()
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view?.goal?.now === 0)
    expect(overlay.view()).toMatchObject({
      look: 'card',
      language: 'en',
      environment: 'test',
      alerts: true,
      goal: { title: 'New microphone', measure: 'gifts', now: 0, target: 200 },
      count: { measure: 'gifts', now: 0 },
    })
    await press(10)
    await overlay.shows((view) => view?.goal?.now === 10 && view.count?.now === 10)
    expect(overlay.alerts).toEqual([
      { name: expect.any(String) as string, icon: expect.any(String) as string, pieces: 10 },
    ])
  })

  it('shows only what was chosen, and the choice can change while its address stays', async () => {
    const { server, make, press } = await open()
    const { id, token } = await make({ show: { goal: false, count: true, alerts: false } })
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view?.goal === null && view.count?.now === 0)
    await press()
    await overlay.shows((view) => view?.count?.now === 1)
    expect(overlay.alerts).toEqual([])
    await server.client.overlays.change({
      id,
      name: 'Goal',
      room: 'Test stage',
      look: 'ribbon',
      language: 'zh-CN',
      show: { goal: true, count: false, alerts: true },
    })
    await overlay.shows((view) => view?.look === 'ribbon' && view.goal?.now === 1 && view.count === null)
    expect(openOverlay(server, token).isOpen()).toBe(false)
  })

  it('shows nothing while another room is active, and comes back with its own', async () => {
    const { server, make, press } = await open()
    const { token } = await make()
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view?.goal?.now === 0)
    await server.client.room.set({ name: 'Sandbox', environment: 'sandbox' })
    await overlay.shows((view) => view === null)
    await server.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await server.client.rooms.use({ name: 'Test stage' })
    await overlay.shows((view) => view?.environment === 'test')
    await press()
    await until(() => overlay.alerts.length > 0)
    expect(overlay.alerts).toHaveLength(1)
  })

  it('stays with its room when the room gets another name', async () => {
    const { server, make, vendors } = await open()
    const { token } = await make()
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view?.goal?.title === goal.title)
    await server.client.room.set({ ...roomAt(vendors), name: 'Friday show', replaces: 'Test stage' })
    await overlay.shows((view) => view?.goal?.title === goal.title)
    expect((await server.client.overlays.list()).items).toMatchObject([{ room: 'Friday show' }])
  })

  it('counts viewers only, without the gifts of Giftdeck', async () => {
    const { server, make, press } = await open()
    const { token } = await make({ count: { count: 'viewers' } })
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view?.count?.now === 0)
    await press(10)
    await overlay.shows((view) => view?.goal?.now === 10)
    expect(overlay.view()?.count?.now).toBe(0)
  })

  it.each([{ measure: 'coins' }, { from: 'total' }])('cannot count viewers only of %o', async (more) => {
    const { server } = await open()
    const { status, json } = await server.api('POST', '/overlays', {
      body: { name: 'Count', count: { count: 'viewers', ...more } },
    })
    expect([status, json.data.issues[0].field]).toEqual([400, 'count.count'])
  })

  it('misses no alert and shows none twice when its line is lost again and again', async () => {
    const { server, make } = await open()
    const { token } = await make()
    const alerts = []
    let overlay = openOverlay(server, token)
    await overlay.shows((view) => view !== undefined)
    for (let round = 0; round < 100; round++) {
      const { id } = await server.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: round + 1 })
      if (round % 3 === 0) await until(async () => (await server.client.sends.get({ id })).state === 'delivered')
      overlay.drop()
      alerts.push(...overlay.alerts)
      overlay = openOverlay(server, token, overlay.at())
    }
    await until(() => alerts.length + overlay.alerts.length >= 100)
    const pieces = [...alerts, ...overlay.alerts].map((alert) => alert.pieces).toSorted((a, b) => a - b)
    expect(pieces).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  it('is listed with its pages, and gone within a second when it is withdrawn', async () => {
    const { server, make } = await open()
    const { id, token, address } = await make()
    expect(address).toBe(`${server.url}overlay#token=${token}`)
    expect((await server.client.overlays.list()).items).toMatchObject([
      { id, name: 'Goal', room: 'Test stage', open: 0 },
    ])
    const overlay = openOverlay(server, token)
    await overlay.shows((view) => view !== undefined)
    expect((await server.client.overlays.list()).items).toMatchObject([
      { open: 1, seenAt: expect.any(String) as string },
    ])
    await server.client.overlays.remove({ id })
    await until(() => !overlay.isOpen())
    expect((await server.client.overlays.list()).items).toEqual([])
    expect(await upgradeStatus(server.port, '/overlay/events', token)).toBe(401)
  })

  it('is told as gone wherever it was withdrawn', async () => {
    const { server, make } = await open()
    const { id } = await make()
    const changed: string[] = []
    const follow = async () => {
      for await (const event of await server.client.events.watch())
        if (event.kind === 'changed') changed.push(event.what)
    }
    void follow()
    await until(() => server.app.eventStream.watchers() > 0)
    await server.api('DELETE', `/tokens/${id}`)
    await until(() => changed.includes('overlays'))
    expect((await server.client.overlays.list()).items).toEqual([])
  })

  it.each(['https://elsewhere.invalid/', 'http://127.0.0.1:4747/overlay#token=unknown'])(
    'is all that is added to OBS: %s is refused',
    async (address) => {
      const { server } = await open()
      const source = { name: 'Goal', width: 800, height: 600 }
      const { status, json } = await server.api('POST', '/obs/sources', { body: { ...source, address } })
      expect([status, json.data.issues[0].field]).toEqual([400, 'address'])
      const own = await server.client.overlays.create({ name: 'Goal' })
      const answer = await server.client.obs.addSource({ ...source, address: own.address })
      expect(answer).toMatchObject({ added: false, problem: 'not-connected' })
    },
  )

  it('can also be made as a token, as the list of tokens says', async () => {
    const { server } = await open()
    const { status, json } = await server.api('POST', '/tokens', {
      body: { name: 'Bar', scopes: ['overlay'], look: 'ribbon' },
    })
    expect([status, json.scopes, json.room, json.look]).toEqual([201, ['overlay'], 'Test stage', 'ribbon'])
    const { items } = (await server.api('GET', '/tokens')).json
    expect(items).toMatchObject([{ name: 'Bar', scopes: ['overlay'], room: 'Test stage', look: 'ribbon' }])
    await openOverlay(server, json.token).shows((view) => view?.look === 'ribbon')
  })
})

describe('the scope of an overlay', () => {
  const everyCall = Object.values(contract)
    .flatMap((group) => Object.values(group))
    .map((call) => call['~orpc'].route)
    .filter(({ path }) => !path!.startsWith('/pairings'))

  const refusals = async (server: TestServer, token: string) =>
    Promise.all(
      everyCall.map(async ({ method, path }) => {
        const target = path!.replace(/\{\w+\}/g, 'x')
        const { status } = await server.api(method!, target, { token, ...(method !== 'GET' && { body: {} }) })
        return [`${method} ${path}`, status]
      }),
    )

  it('allows no call, not even STOP, and no other stream', async () => {
    const { server, make } = await open()
    const { token } = await make()
    expect((await refusals(server, token)).filter(([, status]) => status !== 403)).toEqual([])
    expect((await server.api('GET', '/openapi.json', { token })).status).toBe(403)
    for (const target of ['/rpc', '/api/v1/events']) expect(await upgradeStatus(server.port, target, token)).toBe(403)
    expect(await upgradeStatus(server.port, '/overlay/events', server.token)).toBe(403)
    expect(await upgradeStatus(server.port, '/overlay/events', server.tokenFor('read', 'fire', 'admin'))).toBe(403)
  })

  it('stands alone, and is given to 20 overlays at most', async () => {
    const { server, make } = await open()
    const mixed = await server.api('POST', '/tokens', { body: { name: 'Both', scopes: ['overlay', 'read'] } })
    expect([mixed.status, mixed.json.data.issues[0].field]).toEqual([400, 'scopes'])
    const look = await server.api('POST', '/tokens', { body: { name: 'Deck', scopes: ['read'], look: 'card' } })
    expect([look.status, look.json.data.issues[0].field]).toEqual([400, 'look'])
    for (let at = 0; at < 20; at++) await make({ name: `Overlay ${at}` })
    await expect(make({ name: 'One more' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await server.client.tokens.create({ name: 'Stream Deck', scopes: ['read', 'fire'] })
  })

  it('leaves room for eight overlays, two docks and a cockpit at once', async () => {
    const { server, make } = await open()
    const { token } = await make()
    const overlays = Array.from({ length: 8 }, () => openOverlay(server, token))
    for (const overlay of overlays) await overlay.shows((view) => view?.goal?.now === 0)
    expect((await server.client.overlays.list()).items).toMatchObject([{ open: 8 }])
  })
})
