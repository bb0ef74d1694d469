import { describe, expect, it, onTestFinished } from 'vitest'
import {
  CallFailed,
  createBackoff,
  createGiftdeckClient,
  defaultTimes,
  type ClientOptions,
} from '../../clients/giftdeck-client/client.ts'
import { startServer } from '../../electron/core/server/server.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { receiptOf, startFakeGiftdeck } from './fake-giftdeck.ts'

const rose: DeckKey = { id: 'rose', label: 'Rose', icon: '🌹', gifts: [{ vendor: 'tencent', giftId: 'rose' }] }
const both: DeckKey = {
  id: 'both',
  label: 'Both',
  icon: '🎉',
  gifts: [
    { vendor: 'tencent', giftId: 'rose' },
    { vendor: 'zego', giftId: 'rose', value: 10 },
  ],
}
const room = 'Test stage'

function connect(address: ClientOptions['address'], times: ClientOptions['times'] = {}) {
  const client = createGiftdeckClient({ address, times, onChange: () => undefined })
  onTestFinished(() => client.close())
  return client
}
const online = (client: ReturnType<typeof connect>) =>
  until(() => (client.connection().is === 'online' ? client.view() : null))

async function openRoom() {
  const [server, vendors] = [await startTestServer(), await makeVendors()]
  await server.client.room.set(roomAt(vendors))
  await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [rose, both] }] })
  const { token } = server.app.tokens.create('Stream Deck', ['read', 'fire'])
  return { server, address: { url: server.url, token } }
}

describe('a device that is connected to Giftdeck', () => {
  it('sees the deck, and the receipt of its own press', async () => {
    const { address } = await openRoom()
    const client = connect(address)
    const view = await online(client)
    expect([view.status.room, view.deck.pages[0]!.keys.map(({ id }) => id)]).toEqual([room, ['rose', 'both']])
    const receipts = await client.press({ id: 'rose', room }, { count: 3 })
    expect(receipts).toMatchObject([{ state: 'delivered', device: 'Stream Deck', gift: { count: 3 } }])
    await until(() => client.view()?.piecesOfKey('rose') === 3)
    expect(client.view()?.lastOfKey('rose')).toMatchObject({ id: receipts[0]!.id, state: 'delivered' })
    expect(client.view()?.receipt(receipts[0]!.id)).toMatchObject({ state: 'delivered' })
  })

  it('gets both receipts of a double key, and counts its pieces as the server does', async () => {
    const { server, address } = await openRoom()
    const client = connect(address)
    await online(client)
    const receipts = await client.press({ id: 'both', room })
    expect(receipts.map(({ vendor, state }) => [vendor, state])).toEqual([
      ['tencent', 'delivered'],
      ['zego', 'delivered'],
    ])
    await until(() => client.view()?.piecesOfKey('both') === 11)
    expect((await server.client.deck.totals()).keys).toEqual([{ id: 'both', pieces: 11 }])
  })

  it('presses nothing in another room', async () => {
    const { server, address } = await openRoom()
    const client = connect(address)
    await online(client)
    const error: unknown = await client.press({ id: 'rose', room: 'Demo room' }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'OTHER_ROOM', status: 409 })
    expect((await server.client.sends.list({})).items).toEqual([])
  })

  it('sees STOP, and resumes', async () => {
    const { address } = await openRoom()
    const client = connect(address)
    await online(client)
    await client.stop()
    await until(() => client.view()?.status.stopped)
    await expect(client.press({ id: 'rose', room })).rejects.toMatchObject({ code: 'STOPPED' })
    await client.resume()
    await until(() => client.view()?.status.stopped === false)
  })

  it('sees a changed deck', async () => {
    const { server, address } = await openRoom()
    const client = connect(address)
    await online(client)
    await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [{ ...rose, label: 'Red rose' }] }] })
    await until(() => client.view()?.deck.pages[0]!.keys[0]!.label !== 'Rose')
    expect(client.view()?.deck.pages[0]!.keys[0]!.label).toBe('Red rose')
  })
})

describe('a device that loses Giftdeck', () => {
  const quick = { firstRetryMs: 20, longestRetryMs: 100 }

  it('reconnects when Giftdeck runs again, and gets the receipts that it missed', async () => {
    const { server, address } = await openRoom()
    const first = await startServer(server.app, { port: 0, pageDir: server.pageDir })
    const client = connect({ url: first.url, token: address.token }, quick)
    await online(client)
    await first.stop()
    await until(() => client.connection().is === 'offline')
    expect(client.connection()).toEqual({ is: 'offline', why: 'unreachable' })
    await server.client.deck.press({ id: 'rose' })
    await until(async () => (await server.client.deck.totals()).keys[0]?.pieces === 1)
    const second = await startServer(server.app, { port: first.port, pageDir: server.pageDir })
    onTestFinished(() => second.stop())
    await online(client)
    await until(() => client.view()?.piecesOfKey('rose') === 1)
    expect(client.view()?.lastOfKey('rose')?.state).toBe('delivered')
  })

  it('is offline at once when its token is withdrawn', async () => {
    const { server, address } = await openRoom()
    const client = connect(address, quick)
    await online(client)
    server.app.tokens.revoke(server.app.tokens.list()[0]!.id)
    const isRefused = () => JSON.stringify(client.connection()).includes('unauthorized')
    expect(await until(isRefused)).toBe(true)
  })

  it('waits at least the time for a refused token between two attempts', async () => {
    const fake = await startFakeGiftdeck()
    for (const route of ['GET /deck', 'GET /templates', 'GET /deck/totals']) fake.overrides.set(route, 401)
    const unauthorizedRetryMs = 300
    const client = connect({ url: fake.url, token: 'wrong' }, { ...quick, unauthorizedRetryMs })
    await until(() => fake.requestsOf('GET /deck').length === 3)
    expect(client.connection()).toEqual({ is: 'offline', why: 'unauthorized' })
    const [first, second, third] = fake.requestsOf('GET /deck').map(({ at }) => at)
    // A timer may fire up to a millisecond early.
    expect(second! - first!).toBeGreaterThan(unauthorizedRetryMs - 2)
    expect(third! - second!).toBeGreaterThan(2 * unauthorizedRetryMs - 2)
  })

  it('begins with the shortest wait after a refusal, however often the connection was lost before', () => {
    const backoff = createBackoff(defaultTimes)
    const waits = (['unreachable', 'silent', 'unauthorized', 'forbidden', 'unreachable'] as const).map(backoff.next)
    expect(waits).toEqual([250, 500, 30_000, 60_000, 250])
    backoff.reset()
    expect(backoff.next('busy')).toBe(250)
  })

  it('notices that Giftdeck stopped answering, although the connection stays open', async () => {
    const fake = await startFakeGiftdeck()
    const client = connect({ url: fake.url, token: 'any' }, { ...quick, pingEveryMs: 20, silentAfterMs: 100 })
    await online(client)
    fake.freeze()
    await until(() => client.connection().is === 'offline')
    expect(client.connection()).toEqual({ is: 'offline', why: 'silent' })
  })
})

it('the times of a device let it notice within three seconds that Giftdeck stands still, and ask twice a minute at most after a refusal', () => {
  expect(defaultTimes.pingEveryMs + defaultTimes.silentAfterMs).toBeLessThan(3_000)
  expect(defaultTimes.unauthorizedRetryMs).toBeGreaterThanOrEqual(30_000)
})

describe('one press', () => {
  it('resolves if the receipt arrives before the answer of the call', async () => {
    const fake = await startFakeGiftdeck()
    const client = connect({ url: fake.url, token: 'any' })
    await online(client)
    fake.overrides.set('POST /deck/keys/rose/press', async () => {
      fake.publish(receiptOf('send-1', 'delivered', 5))
      await until(() => client.view()?.lastOfKey('rose')?.id === 'send-1')
      return { sends: [{ id: 'send-1', seq: 4, state: 'queued' }] }
    })
    expect(await client.press({ id: 'rose', room: 'Stage' })).toMatchObject([{ id: 'send-1', state: 'delivered' }])
  })

  it('is never repeated if Giftdeck does not answer', async () => {
    const fake = await startFakeGiftdeck()
    const client = connect({ url: fake.url, token: 'any' }, { callTimeoutMs: 100, pingEveryMs: 10_000 })
    await online(client)
    fake.overrides.set('POST /deck/keys/rose/press', 'hang')
    const error: unknown = await client.press({ id: 'rose', room: 'Stage' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CallFailed)
    expect(error).toMatchObject({ code: null, reason: 'silent' })
    fake.dropSockets()
    await until(() => fake.requestsOf('GET /deck').length > 1)
    await online(client)
    expect(fake.requestsOf('POST /deck/keys/rose/press')).toHaveLength(1)
  })

  it('has an Idempotency-Key of its own', async () => {
    const fake = await startFakeGiftdeck()
    const client = connect({ url: fake.url, token: 'any' })
    await online(client)
    fake.overrides.set('POST /deck/keys/rose/press', async () => ({ sends: [] }))
    await client.press({ id: 'rose', room: 'Stage' })
    await client.press({ id: 'rose', room: 'Stage' })
    const keys = fake.requestsOf('POST /deck/keys/rose/press').map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(2)
  })
})
