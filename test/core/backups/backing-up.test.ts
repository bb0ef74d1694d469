import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettings } from '../../../electron/headless/settings-file.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { refusal } from '../sends/make-stage.ts'

/** A host over a real settings file. */
async function makeHost() {
  const dataDir = makeFolder()
  const { settings } = openSettings(dataDir, Date.now())
  const made = await makeApp({ dataDir, settings })
  return { dataDir, settings, ...made }
}

describe('a backup', () => {
  it('brings the decks back as they were, and keeps what was there before', async () => {
    const { client, settings } = await makeHost()
    settings.set('decks', { 'Demo room': 'as it was' })
    const { name } = await client.backups.make()
    settings.set('decks', { 'Demo room': 'spoilt' })
    settings.set('people', { 'Demo room': 'newer' })

    const { items } = await client.backups.restore({ name })
    expect(settings.get('decks')).toEqual({ 'Demo room': 'as it was' })
    expect(settings.get('people')).toEqual({ 'Demo room': 'newer' })
    expect(items).toHaveLength(2)

    await client.backups.restore({ name: items[0]!.name })
    expect(settings.get('decks')).toEqual({ 'Demo room': 'spoilt' })
  })

  it('brings a schedule back without starting it', async () => {
    const { client } = await makeHost()
    await client.schedules.add({ text: 'Tonight', when: { kind: 'every', minutes: 5, jitterSeconds: 0 } })
    const { name } = await client.backups.make()
    await client.backups.restore({ name })
    expect((await client.schedules.list()).items).toMatchObject([
      { text: 'Tonight', enabled: false, nextAt: null, offBecause: 'backup' },
    ])
  })

  it('leaves tokens and the room in use as they are now', async () => {
    const { client, settings } = await makeHost()
    await client.room.set({ name: 'Before', environment: 'sandbox' })
    const { name } = await client.backups.make()
    await client.room.set({ name: 'After', environment: 'sandbox' })
    const { id } = await client.tokens.create({ name: 'Stream Deck', scopes: ['fire'] })
    await client.backups.restore({ name })
    expect((await client.room.get()).name).toBe('After')
    expect(settings.get('room')).toMatchObject({ name: 'After' })
    expect((await client.tokens.list()).items.map((token) => token.id)).toEqual([id])
  })

  it('is readable by this user alone, and only the newest twenty are kept', async () => {
    const { client, settings, dataDir } = await makeHost()
    settings.set('decks', {})
    for (let i = 0; i < 25; i++) {
      await client.backups.make()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const { items } = await client.backups.list()
    expect(items).toHaveLength(20)
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(statSync(path.join(dataDir, 'backups', items[0]!.name)).mode & 0o777).toBe(0o600)
    expect(statSync(path.join(dataDir, 'backups')).mode & 0o777).toBe(0o700)
  })

  it('that is damaged, or not there, changes nothing', async () => {
    const { client, settings, dataDir } = await makeHost()
    settings.set('decks', { 'Demo room': 'mine' })
    const { name } = await client.backups.make()
    const file = path.join(dataDir, 'backups', name)
    chmodSync(file, 0o600)
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 10))
    expect(await refusal(client.backups.restore({ name }))).toMatchObject({ code: 'BAD_REQUEST' })
    for (const other of ['settings.json', '../settings.json', 'settings-2026-01-01T00-00-00.000Z.json'])
      expect(await refusal(client.backups.restore({ name: other }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(settings.get('decks')).toEqual({ 'Demo room': 'mine' })
  })

  it('is refused before anything was ever set', async () => {
    const { client } = await makeApp()
    expect(await refusal(client.backups.make())).toMatchObject({ code: 'NOT_FOUND' })
  })
})
