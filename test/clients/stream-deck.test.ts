import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from '../../electron/core/server/server.ts'
import { layOut, type DeckModel } from '../../renderer/features/devices/stream-deck-layout.ts'
import { makeProfile } from '../../renderer/features/devices/stream-deck-profile.ts'
import type { FireSettings } from '../../clients/streamdeck/settings.ts'
import type { DeckKey, DeckPage } from '../../shared/contract/deck.ts'
import type { RoomInput } from '../../shared/contract/room.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { buildClient } from '../support/built-clients.ts'
import { makeVendors, roomAt } from '../support/make-app.ts'
import { startStreamDeckApp } from '../support/stream-deck-app.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'

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

/** A deck of two keys in the real server, and the built plugin connected to it, with one key of each. */
async function connect(more: Partial<RoomInput> = {}, language?: string) {
  const [server, vendors] = [await startTestServer(), await makeVendors()]
  await server.client.room.set(roomAt(vendors, more))
  await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [rose, both] }] })
  await server.client.templates.set({
    templates: [{ id: 'hello', name: 'Hello', text: 'Welcome to {room}' }],
    variables: [],
  })
  // A server of its own for the plugin, which a test can stop.
  const served = await startServer(server.app, { port: 0, pageDir: server.pageDir })
  onTestFinished(() => served.stop())
  const { id: tokenId, token } = server.app.tokens.create('Stream Deck', ['read', 'fire'])
  const app = await startStreamDeckApp({ url: served.url, token }, language)
  const sends = async () => (await server.client.sends.list({})).items
  const fireKey = (key = 'rose', of = room) => app.addKey(`fire-${key}-${of}`, 'fire', { key, room: of })
  return { server, vendors, served, app, tokenId, sends, fireKey }
}

/** The settings of every action of a profile that was made from this deck, by the id of its key. */
function firesOfProfile(pages: readonly DeckPage[], model: DeckModel) {
  const files = unzipSync(makeProfile({ room, model, layout: layOut(pages, model) }))
  const actions = Object.values(files).flatMap((file) => {
    const { Controllers = [] } = JSON.parse(strFromU8(file) || '{}') as ProfilePageManifest
    return Controllers.flatMap(({ Actions }) => Object.values(Actions ?? {}))
  })
  return actions.flatMap(({ UUID, Settings }) => (UUID === 'com.giftdeck.deck.fire' ? [Settings] : []))
}
interface ProfilePageManifest {
  Controllers?: { Actions: Record<string, { UUID: string; Settings: FireSettings }> | null }[]
}

describe('the plugin of the Stream Deck', long, () => {
  beforeAll(() => buildClient('stream-deck'), 300_000)

  it('shows the name, the icon and the delivered pieces of its key, and the receipt of its own press', async () => {
    const { fireKey, sends } = await connect()
    const key = fireKey()
    expect((await key.shows('ready')).texts).toEqual(expect.arrayContaining(['🌹', 'Rose']))
    key.press()
    await key.shows('delivered')
    expect(await sends()).toMatchObject([{ state: 'delivered', device: 'Stream Deck', key: { id: 'rose', room } }])
    const after = await key.shows('ready tick')
    expect(after.texts.join(' ')).toContain('1')
  })

  it('sends both gifts of a double key by one press', async () => {
    const { fireKey, sends } = await connect()
    const key = fireKey('both')
    await key.shows('ready')
    key.press()
    await key.shows('delivered')
    expect((await sends()).map(({ vendor, state }) => `${vendor} ${state}`).toSorted()).toEqual([
      'tencent delivered',
      'zego delivered',
    ])
  })

  it('shows a refusal of the vendor, and a gift whose outcome is not known', async () => {
    const { fireKey, vendors, sends } = await connect()
    const key = fireKey()
    await key.shows('ready')
    await vendors.setFaults({ refuse: { code: 10017, times: 1, only: ['send_gift'] } })
    key.press()
    await key.shows('failed')
    await vendors.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    key.press()
    await key.shows('unknown')
    expect((await sends()).map(({ state }) => state)).toContain('unknown')
  })

  it('counts a press of another device, and marks it', async () => {
    const { fireKey, server } = await connect()
    const key = fireKey()
    await key.shows('ready')
    await server.client.deck.press({ id: 'rose' })
    expect((await key.shows('ready elsewhere')).texts).toContain('Rose')
    await until(() => key.shown().texts.join(' ').includes('1'))
  })

  it('is locked in a live room: a short press sends nothing, a long one opens the lock for one press', async () => {
    const { fireKey, sends, server } = await connect({ environment: 'live' })
    const key = fireKey()
    await key.shows('locked')
    key.press()
    await until(() => key.alerts() === 1)
    expect(await sends()).toEqual([])
    key.down()
    await key.shows('armed')
    key.up()
    expect((await server.client.status.get()).armed).toBe(true)
    expect(await sends()).toEqual([])
    key.press()
    await key.shows('delivered')
    expect(await sends()).toHaveLength(1)
  })

  it('stops everything and resumes, and a stopped key sends nothing', async () => {
    const { app, fireKey, sends, server } = await connect()
    const [key, stop] = [fireKey(), app.addKey('stop', 'stop')]
    await key.shows('ready')
    await stop.shows('stop')
    stop.press()
    await stop.shows('resume')
    await key.shows('stopped')
    key.press()
    await until(() => key.alerts() === 1)
    expect(await sends()).toEqual([])
    stop.press()
    await key.shows('ready')
    expect((await server.client.status.get()).stopped).toBe(false)
  })

  it('stays the same key after it was renamed and moved, and says so if it is removed', async () => {
    const { fireKey, server, sends } = await connect()
    const key = fireKey()
    await key.shows('ready')
    await server.client.deck.set({
      pages: [
        { id: 'one', name: '', keys: [both] },
        { id: 'two', name: '', keys: [{ ...rose, label: 'Red rose' }] },
      ],
    })
    await until(() => key.shown().texts.includes('Red rose'))
    key.press()
    await key.shows('delivered')
    expect(await sends()).toMatchObject([{ giftName: 'Red rose' }])
    await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [both] }] })
    await key.shows('missing')
  })

  it('fires nothing in a live room if the key was made in another room', async () => {
    const { fireKey, sends } = await connect({ environment: 'live' })
    const key = fireKey('rose', 'Demo room')
    await key.shows('otherRoom')
    key.press()
    await until(() => key.alerts() === 1)
    expect(await sends()).toEqual([])
  })

  it('shows that it is offline, and works again when Giftdeck is back', async () => {
    const { fireKey, served, server } = await connect()
    const key = fireKey()
    await key.shows('ready')
    await served.stop()
    await key.shows('offline')
    const again = await startServer(server.app, { port: served.port, pageDir: server.pageDir })
    onTestFinished(() => again.stop())
    expect((await key.shows('ready')).texts).toContain('Rose')
  })

  it('shows a withdrawn token', async () => {
    const { fireKey, server, tokenId } = await connect()
    const key = fireKey()
    await key.shows('ready')
    server.app.tokens.revoke(tokenId)
    await until(() => key.shown().texts.includes('No access'))
    expect(key.shown().state).toBe('offline')
  })

  it('posts a template, counts the gifts of the room and shows the live lock', async () => {
    const { app, sends } = await connect()
    const announce = app.addKey('announce', 'announce', { room, template: 'hello' })
    await announce.shows('ready')
    announce.press()
    await announce.shows('delivered')
    expect(await sends()).toMatchObject([{ kind: 'announcement', announcement: { text: `Welcome to ${room}` } }])
    await app.addKey('armed', 'armed').shows('ready')
    await until(() => app.addKey('count', 'count').shown().texts.length > 0)
  })

  it('speaks the language of the app', async () => {
    const { fireKey } = await connect({ environment: 'live' }, 'zh_CN')
    const key = fireKey()
    const { texts } = await key.shows('locked')
    expect(texts.join('')).toMatch(/\p{Script=Han}/u)
  })

  it('shows the keys of a profile that was made from the deck, each with its own name, and fires them', async () => {
    const { app, server, sends } = await connect()
    const labels = ['Rose', 'Heart & <soul>', '火箭 🚀', '"},{"UUID":"x']
    const keys = Array.from({ length: 20 }, (_, at) => ({
      ...rose,
      id: `key-${at}`,
      label: labels[at] ?? `Gift ${at}`,
    }))
    const { pages } = await server.client.deck.set({ pages: [{ id: 'one', name: 'First', keys }] })
    const settings = firesOfProfile(pages, 'mini')
    expect(settings).toHaveLength(keys.length)
    for (const [at, each] of settings.entries()) {
      const shown = await app.addKey(`profile-${at}`, 'fire', each).shows('ready')
      // A long label is cut on a key.
      expect(keys[at]!.label.startsWith(shown.texts[1]!.replace('…', '').trimEnd())).toBe(true)
    }
    app.addKey('profile-2', 'fire', settings[2]).press()
    await until(async () => (await sends()).some(({ state, key }) => state === 'delivered' && key?.id === 'key-2'))
  })

  it('is paired by one press in its inspector and one in the cockpit', async () => {
    const { server } = await connect()
    const app = await startStreamDeckApp({})
    const key = app.addKey('fire', 'fire', { key: 'rose', room })
    await key.shows('setup')
    app.inspect('fire', 'fire', { ask: 'pair', url: server.url })
    await key.shows('pairing')
    const [pairing] = (await server.client.pairings.list()).items
    expect(key.shown().texts).toContain(pairing!.code)
    await server.client.pairings.accept({ id: pairing!.id, scopes: ['read', 'fire'] })
    await key.shows('ready')
    expect(app.globals()).toMatchObject({ url: server.url })
  })
})
