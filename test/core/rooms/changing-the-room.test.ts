import { describe, expect, it } from 'vitest'
import { fillingDisk } from '../../support/filling-disk.ts'
import { makeApp, makeVendors, memorySecrets, roomAt } from '../../support/make-app.ts'
import { actionsOf, refusal } from '../sends/setup-room.ts'

/** Makes an app with two saved rooms. Its keyring can be slow or locked, and its disk full. */
async function makeRooms() {
  const vendors = await makeVendors()
  const { settings, fill } = fillingDisk()
  const keyring = memorySecrets()
  let answer = () => Promise.resolve()
  const made = await makeApp({
    secrets: { ...keyring, get: (name) => answer().then(() => keyring.get(name)) },
    settings,
  })
  const { client } = made
  await client.room.set(roomAt(vendors, { name: 'Friday' }))
  await client.room.set(roomAt(vendors))
  return {
    vendors,
    settings,
    onKeyringRead: (next: () => Promise<void>) => (answer = next),
    fill,
    room: async () => (await client.status.get()).room,
    ...made,
    ...actionsOf(client),
  }
}

describe('while the room is being changed', () => {
  it('takes no press, so that none is left in the previous room', async () => {
    const setup = await makeRooms()
    const { client, onKeyringRead, rose, game, post, room } = setup
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    onKeyringRead(() => {
      reached.resolve()
      return gate.promise
    })
    const change = client.rooms.use({ name: 'Friday' })
    await reached.promise
    for (const press of [rose, game, () => post('Hello')])
      expect(await refusal(press())).toMatchObject({ code: 'BUSY' })
    expect((await client.sends.list({})).items).toEqual([])
    gate.resolve()
    await change
    expect(await room()).toBe('Friday')
    expect(await setup.ends((await game()).id)).toMatchObject({ state: 'delivered', roomName: 'Friday' })
  })
})

describe('a room that cannot be entered', () => {
  it('leaves the room in use unchanged, after a restart too', async () => {
    const { client, onKeyringRead, settings, vendors, room, rose, ends, ...made } = await makeRooms()
    onKeyringRead(() => Promise.reject(new Error('The keyring is locked.')))
    expect(await refusal(client.rooms.use({ name: 'Friday' }))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    onKeyringRead(() => Promise.resolve())
    expect(await room()).toBe('Test stage')
    const readings = async () => (await vendors.recording()).calls['get_gift_count'] ?? 0
    const before = await readings()
    await client.counts.refresh()
    expect(await readings()).toBeGreaterThan(before)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered', roomName: 'Test stage' })
    await made.stop()
    const again = await makeApp({ settings })
    expect((await again.client.status.get()).room).toBe('Test stage')
  })

  it('is not entered if the disk cannot store the change', async () => {
    const { client, fill, room, rose, ends } = await makeRooms()
    fill(true)
    expect(await refusal(client.rooms.use({ name: 'Demo room' }))).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(await room()).toBe('Test stage')
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered', roomName: 'Test stage' })
    fill(false)
    expect(await client.rooms.use({ name: 'Demo room' })).toMatchObject({ environment: 'sandbox' })
    const { id } = await rose()
    expect(await ends(id)).toMatchObject({ state: 'delivered', environment: 'sandbox' })
  })

  it('leaves the simulated vendors of a sandbox room running', async () => {
    const { client, fill, room, rose, ends } = await makeRooms()
    await client.rooms.use({ name: 'Demo room' })
    fill(true)
    const other = { name: 'Another sandbox', environment: 'sandbox' } as const
    expect(await refusal(client.room.set(other))).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(await room()).toBe('Demo room')
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    fill(false)
    await client.room.set(other)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered', roomName: 'Another sandbox' })
  })
})
