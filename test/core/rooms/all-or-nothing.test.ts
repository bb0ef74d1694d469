import { describe, expect, it } from 'vitest'
import type { SecretStore, SettingsStore } from '../../../electron/core/ports.ts'
import { makeApp, makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, refusal } from '../sends/setup-room.ts'

/** Makes settings whose writes fail from the n-th on. `contents` returns all their data as text. */
function failingSettings() {
  const stored = memorySettings()
  let writesLeft = Infinity
  const count = () => {
    if (writesLeft-- <= 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
  const settings: SettingsStore = {
    get: (key) => stored.get(key),
    set(key, value) {
      count()
      stored.set(key, value)
    },
    setAll(values) {
      count()
      stored.setAll(values)
    },
  }
  const keys = ['room', 'rooms', 'decks', 'people', 'goals', 'templates', 'schedules', 'upNext', 'receivers']
  return {
    settings,
    failFrom: (nth: number) => void (writesLeft = nth),
    contents: () => JSON.stringify(keys.map((key) => stored.get(key))),
  }
}

/** Makes an app with two saved rooms, each with its own keys and goals. The second is in use. */
async function makeRooms(secrets: SecretStore = memorySecrets()) {
  const vendors = await makeVendors()
  const disk = failingSettings()
  const made = await makeApp({ settings: disk.settings, secrets })
  const { client } = made
  const room = roomAt(vendors)
  const goal = { id: 'g', title: 'A hundred', measure: 'gifts', from: 'session', target: 100, segments: [] } as const
  for (const name of ['Friday', 'Test stage']) {
    await client.room.set({ ...room, name })
    await client.goals.set({ goals: [{ ...goal, segments: [] }] })
    await client.deck.set({ pages: (await client.deck.get()).pages })
  }
  return { ...made, ...actionsOf(client), disk, room, secrets }
}

const changes: [string, (made: Awaited<ReturnType<typeof makeRooms>>) => Promise<unknown>][] = [
  ['using another room', ({ client }) => client.rooms.use({ name: 'Friday' })],
  ['setting a new room', ({ client, room }) => client.room.set({ ...room, name: 'New' })],
  ['renaming the room in use', ({ client, room }) => client.room.set({ ...room, name: 'New', replaces: 'Test stage' })],
  ['renaming another room', ({ client, room }) => client.room.set({ ...room, name: 'New', replaces: 'Friday' })],
  ['copying a room', ({ client }) => client.rooms.copy({ name: 'Friday', as: 'Copy' })],
  ['removing another room', ({ client }) => client.rooms.remove({ name: 'Friday' })],
  ['removing the room in use', ({ client }) => client.rooms.remove({ name: 'Test stage' })],
]

describe.each(changes)('%s', (_, change) => {
  it.each([0, 1, 2, 3])('with a disk that takes %i more writes is complete or changes nothing', async (nth) => {
    const made = await makeRooms()
    const { client, disk, rose, ends } = made
    const before = { stored: disk.contents(), room: (await client.room.get()).name }
    disk.failFrom(nth)
    const refused = await change(made).then(
      () => null,
      (error: { code: string }) => error.code,
    )
    disk.failFrom(Infinity)
    const room = (await client.room.get()).name
    expect((await client.status.get({})).room).toBe(room)
    const isWhole = refused === null ? disk.contents() !== before.stored : disk.contents() === before.stored
    expect({ isWhole, refused, room }).toEqual({
      isWhole: true,
      refused: refused === null ? null : 'CANNOT_RECORD',
      room: refused === null ? room : before.room,
    })
    // The room in use works, and is restored after a restart.
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered', roomName: room })
    await made.stop()
    const again = await makeApp({ settings: disk.settings })
    expect((await again.client.room.get()).name).toBe(room)
  })
})

describe('a secret that came with a room', () => {
  it('is not stored if the room cannot be stored', async () => {
    const { client, disk, room, secrets, rose, ends } = await makeRooms()
    const name = `tencent ${room.tencent!.host} ${room.tencent!.sdkAppId} ${room.tencent!.identifier}`
    const before = await secrets.get(name)
    disk.failFrom(0)
    const wrong = { ...room, tencent: { ...room.tencent!, secretKey: 'f'.repeat(64) } }
    expect(await refusal(client.room.set(wrong))).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(await secrets.get(name)).toBe(before)
    disk.failFrom(Infinity)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })

  it('of one vendor is restored if the secret of the other vendor cannot be stored', async () => {
    const keyring = memorySecrets()
    let full = false
    const secrets: SecretStore = {
      ...keyring,
      set: (name, value) =>
        full && name.startsWith('zego') ? Promise.reject(new Error('planted')) : keyring.set(name, value),
    }
    const { client, room } = await makeRooms(secrets)
    const name = `tencent ${room.tencent!.host} ${room.tencent!.sdkAppId} ${room.tencent!.identifier}`
    const before = await keyring.get(name)
    full = true
    const wrong = { ...room, tencent: { ...room.tencent!, secretKey: 'f'.repeat(64) } }
    expect(await refusal(client.room.set(wrong))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    expect(await keyring.get(name)).toBe(before)
  })
})

describe('a removed room', () => {
  it('is removed, even if its secret cannot be deleted', async () => {
    const keyring = memorySecrets()
    const secrets = { ...keyring, delete: () => Promise.reject(new Error('planted')) }
    const { client, room } = await makeRooms(secrets)
    await client.room.set({ ...room, name: 'Elsewhere', tencent: { ...room.tencent!, identifier: 'other' } })
    expect(await client.rooms.remove({ name: 'Elsewhere' })).toEqual({ removed: 'Elsewhere' })
    expect((await client.rooms.list({})).items.map(({ name }) => name)).not.toContain('Elsewhere')
  })
})
