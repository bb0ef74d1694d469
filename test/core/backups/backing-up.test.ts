import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { fillingDisk } from '../../support/filling-disk.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { refusal } from '../sends/setup-room.ts'
import { isPrivate } from '../../support/this-system.ts'

const pagesOf = (name: string) => [{ id: 'page', name, keys: [] }]
const goals = [{ id: 'mic', target: 5 }]

/** Makes an app that keeps its settings in a real file. */
async function makeAppOnDisk() {
  const dataDir = makeFolder()
  const { settings } = openSettings(dataDir, Date.now())
  const made = await makeApp({ dataDir, settings })
  return { dataDir, settings, ...made }
}

describe('a backup', () => {
  it('restores the decks, and keeps a backup of the replaced ones', async () => {
    const { client, settings } = await makeAppOnDisk()
    await client.deck.set({ pages: pagesOf('as it was') })
    const { name } = await client.backups.make()
    await client.deck.set({ pages: pagesOf('spoilt') })
    await client.goals.set({ goals })

    const { items } = await client.backups.restore({ name })
    expect((await client.deck.get()).pages).toEqual(pagesOf('as it was'))
    expect(settings.get('goals')).toMatchObject({ 'Demo room': goals })
    expect(items).toHaveLength(2)

    await client.backups.restore({ name: items[0]!.name })
    expect((await client.deck.get()).pages).toEqual(pagesOf('spoilt'))
  })

  it('holds no token of an overlay, and not the password of OBS, and changes neither when it is restored', async () => {
    const { app, client, dataDir, settings } = await makeAppOnDisk()
    app.setAddress('http://127.0.0.1:4747/')
    const { token } = await client.overlays.create({ name: 'Goal bar' })
    await client.obs.set({ enabled: false, address: '127.0.0.1:4456', password: 'correct horse' })
    const { name } = await client.backups.make()
    const backup = readFileSync(path.join(dataDir, 'backups', name), 'utf8')
    expect(backup).toContain('Goal bar')
    for (const secret of [token, 'correct horse']) expect(backup).not.toContain(secret)

    await client.obs.set({ enabled: false, address: '127.0.0.1:4457' })
    const { token: later } = await client.overlays.create({ name: 'Count' })
    await client.backups.restore({ name })
    expect([app.tokens.find(later)?.scopes, app.tokens.find(token)?.scopes]).toEqual([['overlay'], ['overlay']])
    expect(settings.get('obs')).toMatchObject({ address: '127.0.0.1:4457' })
    await expect(client.obs.get()).resolves.toMatchObject({ address: '127.0.0.1:4457' })
  })

  it('restores a schedule without starting it, in the same write', async () => {
    const { client, settings } = await makeAppOnDisk()
    await client.schedules.add({ text: 'Tonight', when: { kind: 'every', minutes: 5, jitterSeconds: 0 } })
    const { name } = await client.backups.make()
    const writes = [vi.spyOn(settings, 'set'), vi.spyOn(settings, 'setAll')]
    await client.backups.restore({ name })
    expect(writes.map((each) => each.mock.calls.length)).toEqual([0, 1])
    expect((await client.schedules.list()).items).toMatchObject([
      { text: 'Tonight', enabled: false, nextAt: null, offBecause: 'backup' },
    ])
  })

  it('does not change tokens or the room in use', async () => {
    const { client, settings } = await makeAppOnDisk()
    await client.room.set({ name: 'Before', environment: 'sandbox' })
    const { name } = await client.backups.make()
    await client.room.set({ name: 'After', environment: 'sandbox' })
    const { id } = await client.tokens.create({ name: 'Stream Deck', scopes: ['fire'] })
    await client.backups.restore({ name })
    expect((await client.room.get()).name).toBe('After')
    expect(settings.get('room')).toMatchObject({ name: 'After' })
    expect((await client.tokens.list()).items.map((token) => token.id)).toEqual([id])
  })

  it('is readable by this user only, and only the newest twenty are kept', async () => {
    const { client, settings, dataDir } = await makeAppOnDisk()
    settings.set('decks', {})
    for (let i = 0; i < 25; i++) await client.backups.make()
    const { items } = await client.backups.list()
    expect(items).toHaveLength(20)
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    for (const inside of ['', items[0]!.name]) expect(isPrivate(path.join(dataDir, 'backups', inside))).toBe(true)
  })

  it('that is damaged, newer, or missing changes nothing, is reported with the reason, and stays', async () => {
    const { client, dataDir } = await makeAppOnDisk()
    await client.deck.set({ pages: pagesOf('mine') })
    const { name } = await client.backups.make()
    const file = path.join(dataDir, 'backups', name)
    const whole = readFileSync(file, 'utf8')
    const wrong = {
      'cannot be read': [whole.slice(0, 10), '', '[]', '\0'.repeat(50)],
      'newer Giftdeck': [whole.replace('"version": 1', '"version": 99')],
      decks: [whole.replace('"keys": []', '"keys": 7')],
    }
    for (const [why, files] of Object.entries(wrong))
      for (const bytes of files) {
        writeFileSync(file, bytes)
        const message = await refusal(client.backups.restore({ name }))
        expect(message).toMatchObject({ code: 'BAD_REQUEST' })
        expect(message.message).toContain(name)
        expect(message.message).toContain(why)
        expect(readFileSync(file, 'utf8')).toBe(bytes)
      }
    expect((await client.backups.list()).items).toHaveLength(1)
    for (const other of ['settings.json', '../settings.json', 'settings-2026-01-01T00-00-00.000Z.json'])
      expect(await refusal(client.backups.restore({ name: other }))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await client.deck.get()).pages).toEqual(pagesOf('mine'))
  })

  it('of an older Giftdeck, or saved with Notepad, is restored', async () => {
    const { client, dataDir } = await makeAppOnDisk()
    await client.deck.set({ pages: pagesOf('now') })
    const { name } = await client.backups.make()
    const rose = { id: 'rose', label: 'Rose', icon: '🌹', vendor: 'tencent', giftId: 'rose' }
    writeFileSync(path.join(dataDir, 'backups', name), `\uFEFF${JSON.stringify({ decks: { 'Demo room': [rose] } })}`)
    await client.backups.restore({ name })
    expect((await client.deck.get()).keys).toEqual([rose])
  })

  it('is restored completely or not at all on a full disk', async () => {
    const dataDir = makeFolder()
    const disk = fillingDisk(openSettings(dataDir, Date.now()).settings)
    const { client } = await makeApp({ dataDir, settings: disk.settings })
    await client.deck.set({ pages: pagesOf('before') })
    await client.goals.set({ goals })
    const { name } = await client.backups.make()
    await client.deck.set({ pages: pagesOf('after') })
    await client.goals.set({ goals: [] })
    disk.fill()
    expect(await refusal(client.backups.restore({ name }))).toMatchObject({ code: 'CANNOT_RECORD' })
    expect((await client.deck.get()).pages).toEqual(pagesOf('after'))
    expect((await client.goals.get()).goals).toEqual([])
  })

  it('gets a unique name while the clock stands still or was set back', async () => {
    const clock = { ...systemClock, now: () => Date.UTC(2026, 5, 1) }
    const dataDir = makeFolder()
    const { client } = await makeApp({ dataDir, clock, settings: openSettings(dataDir, Date.now()).settings })
    await client.deck.set({ pages: pagesOf('mine') })
    for (let i = 0; i < 20; i++) await client.backups.make()
    clock.now = () => 0
    const made = await client.backups.make()
    const { items } = await client.backups.list()
    expect(items).toHaveLength(20)
    expect(items.map(({ name }) => name)).toContain(made.name)
  })

  it('is refused before any setting exists', async () => {
    const { client } = await makeApp()
    expect(await refusal(client.backups.make())).toMatchObject({ code: 'NOT_FOUND' })
  })
})
