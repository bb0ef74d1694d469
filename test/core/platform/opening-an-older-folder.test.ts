import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { windowCaller } from '../../../electron/core/access/scopes.ts'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { openSecrets } from '../../../electron/headless/key-file.ts'
import { desktopParts } from '../../../electron/main/own-settings.ts'
import { openSealedFile } from '../../../electron/main/sealed-file.ts'
import { createSecretStore } from '../../../electron/main/secret-store.ts'
import { pretendSealer } from '../../fixtures/pretend-sealer.ts'
import { keepingLog, makeApp } from '../../support/make-app.ts'
import { copyOlderFolder } from '../../support/older-folder.ts'

type Values = Record<string, Record<string, unknown>>

/** Starts the present Giftdeck on that folder, as the headless process does. */
async function start({ dataDir, keyFile, clock }: ReturnType<typeof copyOlderFolder>) {
  const { settings, ...ofSettings } = openSettings(dataDir, clock.now(), desktopParts)
  const { secrets, ...ofSecrets } = openSecrets(dataDir, keyFile, clock.now())
  const made = await makeApp({ dataDir, clock, settings, secrets })
  ofSettings.settle()
  ofSecrets.settle()
  return { ...made, settings, notices: [...ofSettings.notices, ...ofSecrets.notices] }
}

describe('a data folder of build 250482c', () => {
  it('opens with every room and all its data, and keeps the old file', async () => {
    const folder = copyOlderFolder()
    const before = readFileSync(path.join(folder.dataDir, 'settings.json'))
    const { client, app, settings, notices } = await start(folder)
    expect(notices).toEqual([])
    const was = JSON.parse(before.toString()) as Values
    const schedules = Object.keys(was['schedules']!)
    const { schedules: _, ...asItWas } = was
    expect(Object.fromEntries(Object.keys(asItWas).map((key) => [key, settings.get(key)]))).toEqual(asItWas)
    for (const room of schedules)
      expect(settings.get('schedules')).toMatchObject({
        [room]: (was['schedules']![room] as { id: string; text: string }[]).map(({ id, text }) => ({ id, text })),
      })
    // The calls return the same rooms, decks, goals and queue.
    const { items } = await client.rooms.list()
    const rooms = was['rooms'] as unknown as { name: string }[]
    expect(items.map(({ name }) => name)).toEqual(rooms.map(({ name }) => name))
    for (const room of Object.keys(was['decks']!)) {
      expect(app.keys.get(room)).toEqual(was['decks']![room])
      expect(app.goals.get(room)).toEqual(was['goals']![room])
    }
    expect(await client.status.get()).toMatchObject({ room: 'Studio', environment: 'test', stopped: true })
    expect((await client.upNext.get()).items).toHaveLength(3)
    expect(readFileSync(path.join(folder.dataDir, 'settings.json.version-0'))).toEqual(before)
  })

  it('accepts every token that was given out, and no other', async () => {
    const folder = copyOlderFolder()
    const { app } = await start(folder)
    const scopes = { 'Stream Deck': ['read', 'fire'], Dock: ['read'], 控制台: ['admin'] }
    for (const [name, token] of Object.entries(folder.notes.tokens))
      expect([name, app.tokens.find(token)?.scopes]).toEqual([name, scopes[name as keyof typeof scopes]])
    expect(app.tokens.find('another')).toBeNull()
  })

  it('still has every secret, in the headless store and in that of the desktop', async () => {
    const folder = copyOlderFolder()
    const { client } = await start(folder)
    for (const name of folder.notes.secretRooms) {
      const { tencent, zego } = await client.rooms.get({ name })
      expect(zego?.secret).toMatchObject({ kind: 'serverSecret' })
      expect(tencent?.secret ?? { kind: 'no Tencent' }).toMatchObject({
        kind: tencent ? 'secretKey' : 'no Tencent',
      })
    }
    const sealed = openSealedFile(path.join(folder.dataDir, 'secrets.json'), 0)
    const store = createSecretStore({
      sealed,
      sealer: pretendSealer,
      platform: 'win32',
      log: keepingLog(),
      now: () => folder.clock.now(),
    })
    for (const [name, value] of Object.entries(folder.notes.desktopSecrets)) expect(await store.get(name)).toBe(value)
    // The next write keeps them too.
    await store.set('another', 'one')
    const again = openSealedFile(path.join(folder.dataDir, 'secrets.json'), 0)
    expect(Object.keys(again.read())).toEqual([...Object.keys(folder.notes.desktopSecrets), 'another'])
  })

  it('has every receipt unchanged, and unknown for the send that was on the wire', async () => {
    const folder = copyOlderFolder()
    const { client } = await start(folder)
    expect(folder.notes.receipts).toHaveLength(25)
    for (const was of folder.notes.receipts) {
      const is = await client.sends.get({ id: was.id })
      const wasOnTheWire = { id: was.id, state: 'unknown', reason: 'app-stopped-while-sending' }
      // A later build may have a better text for the same facts.
      const { message: _, advice: __, ...facts } = was
      expect(is).toMatchObject(was.state === 'sending' ? wasOnTheWire : facts)
    }
    expect((await client.status.get()).remarks).toMatchObject([{ kind: 'recovered', values: { unknown: '1' } }])
    expect((await client.sessions.list({})).items.length).toBeGreaterThan(5)
  })

  it.each([
    ['a minute', 60_000],
    ['a year', 365 * 24 * 60 * 60_000],
  ])('%s later it answers each Idempotency-Key with the send it made, and fires nothing', async (_, laterMs) => {
    const folder = copyOlderFolder(laterMs)
    const { client, as } = await start(folder)
    const count = async () => (await client.sends.list({ limit: 1_000 })).items.length
    const before = await count()
    expect(folder.notes.keys).toHaveLength(11)
    for (const { key, route, body, id } of folder.notes.keys) {
      const caller = as({ ...windowCaller, idempotencyKey: key })
      const answer =
        route === '/gifts' ? await caller.gifts.fire(body as never) : await caller.announcements.post(body as never)
      expect([key, answer.id]).toEqual([key, id])
    }
    expect(await count()).toBe(before)
  })

  it('restores its backups', async () => {
    const folder = copyOlderFolder()
    const { client } = await start(folder)
    const { items } = await client.backups.list()
    expect(items.map(({ name }) => name).toSorted()).toEqual(folder.notes.backups.toSorted())
    for (const name of folder.notes.backups) await client.backups.restore({ name })
  })

  it('is unchanged by a second start, which has nothing left to migrate', async () => {
    const folder = copyOlderFolder()
    const first = await start(folder)
    const { pages } = await first.client.deck.get()
    await first.stop()
    const bytes = readFileSync(path.join(folder.dataDir, 'settings.json'))
    const second = await start(folder)
    expect((await second.client.deck.get()).pages).toEqual(pages)
    expect((await second.client.status.get()).remarks).toEqual([])
    expect(readFileSync(path.join(folder.dataDir, 'settings.json'))).toEqual(bytes)
  })
})
