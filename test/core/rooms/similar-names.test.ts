import { describe, expect, it } from 'vitest'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { makeApp, makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'

const keyOf = (id: string) => ({ id, label: id, icon: '🌹', vendor: 'tencent' as const, giftId: 'rose' })
const sandbox = (name: string) => ({ name, environment: 'sandbox' as const })

async function makeRooms(settings = memorySettings()) {
  const { client } = await makeApp({ settings })
  const rooms = async () => (await client.rooms.list()).items.map(({ name, active }) => `${name}${active ? ' *' : ''}`)
  const keys = async () => (await client.deck.get()).keys.map(({ id }) => id)
  return { client, settings, rooms, keys }
}

describe('two rooms of one kind', () => {
  it('are both listed if the room in use was never saved, and that room keeps its keys', async () => {
    const { client, rooms, keys } = await makeRooms()
    await client.deck.set({ keys: [keyOf('mine')] })
    await client.rooms.copy({ name: 'Demo room', as: 'Rehearsal' })
    expect(await rooms()).toEqual(['Rehearsal', 'Demo room *'])
    await client.rooms.use({ name: 'Rehearsal' })
    await client.room.set(sandbox('Third'))
    expect(await rooms()).toEqual(['Rehearsal', 'Demo room', 'Third *'])
    await client.rooms.use({ name: 'Demo room' })
    expect(await keys()).toEqual(['mine'])
  })

  it('are no longer listed once the host has renamed or removed them', async () => {
    const { client, rooms } = await makeRooms()
    await client.room.set({ ...sandbox('Stage'), replaces: 'Demo room' })
    expect(await rooms()).toEqual(['Stage *'])
    await client.room.set(sandbox('Other'))
    await client.rooms.remove({ name: 'Other' })
    expect(await rooms()).toEqual(['Stage *'])
  })

  it('are distinct even if their names differ only in case or Unicode normalisation', async () => {
    const { client, rooms, keys } = await makeRooms()
    const names = ['Café', 'Cafe\u0301', 'CAFÉ', 'café', 'constructor', '__proto__', 'toString']
    for (const name of names) {
      await client.room.set(sandbox(name))
      // A new room has the initial deck of a sandbox, and not the deck of a room with a similar name.
      expect([name, (await keys())[0]]).toEqual([name, 'tencent-rose'])
      await client.deck.set({ keys: [keyOf(`of ${name}`)] })
    }
    for (const name of names) {
      await client.rooms.use({ name })
      expect(await rooms()).toEqual(
        [names[0]!, 'Demo room', ...names.slice(1)].map((each) => (each === name ? `${each} *` : each)),
      )
      expect(await keys()).toEqual([`of ${name}`])
    }
    await client.rooms.copy({ name: 'constructor', as: 'valueOf' })
    await client.rooms.use({ name: 'valueOf' })
    expect(await keys()).toEqual(['of constructor'])
  })

  it('with one name in the file are reported, and the first is used', async () => {
    const dataDir = makeFolder()
    openSettings(dataDir, 0).settings.set('rooms', [
      { ...sandbox('Studio'), limits: { zegoBatch: 7 } },
      sandbox('Other'),
      { ...sandbox('Studio'), limits: { zegoBatch: 8 } },
    ])
    const opened = openSettings(dataDir, 0)
    opened.settle()
    expect(opened.notices).toMatchObject([
      { kind: 'settings-part-set-aside', values: { part: 'rooms', names: 'Studio' } },
    ])
    const { client, rooms } = await makeRooms(opened.settings)
    expect(await rooms()).toEqual(['Studio', 'Other', 'Demo room *'])
    expect((await client.rooms.get({ name: 'Studio' })).limits.zegoBatch).toBe(7)
  })
})

it('the room in use is listed with its present state after an older backup is restored, over a restart too', async () => {
  const vendors = await makeVendors()
  const dataDir = makeFolder()
  const { settings } = openSettings(dataDir, 0)
  const first = await makeApp({ dataDir, settings })
  const { client } = first
  await client.room.set(roomAt(vendors, { name: 'Stage', limits: { zegoBatch: 7 } }))
  const { name: withStage } = await client.backups.make()
  await client.room.set(roomAt(vendors, { name: 'Stage', limits: { zegoBatch: 8 } }))
  await client.backups.restore({ name: withStage })
  await client.rooms.use({ name: 'Demo room' })
  await client.rooms.use({ name: 'Stage' })
  expect((await client.room.get()).limits.zegoBatch).toBe(8)

  await client.room.set(roomAt(vendors, { name: 'Later' }))
  await client.backups.restore({ name: withStage })
  const listed = async (of: typeof client) =>
    (await of.rooms.list()).items.map(({ name, active }) => `${name}${active ? ' *' : ''}`)
  expect(await listed(client)).toEqual(['Stage', 'Later *', 'Demo room'])
  await first.stop()
  const again = await makeApp({ dataDir: makeFolder(), settings })
  expect(await listed(again.client)).toEqual(['Stage', 'Later *', 'Demo room'])
})
