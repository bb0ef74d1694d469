import { describe, expect, it } from 'vitest'
import { makeApp, makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, refusal } from '../sends/setup-room.ts'

const rose = { id: 'rose', label: 'Rose', icon: '🌹', vendor: 'tencent' as const, giftId: 'rose' }

async function makeRooms() {
  const vendors = await makeVendors()
  const settings = memorySettings()
  const secrets = memorySecrets()
  const made = await makeApp({ settings, secrets })
  const names = async () => (await made.client.rooms.list()).items.map(({ name }) => name)
  const active = async () => (await made.client.rooms.list()).items.find((room) => room.active)?.name
  const keys = async () => (await made.client.deck.get()).keys.map(({ id }) => id)
  return { vendors, settings, secrets, names, active, keys, ...made, ...actionsOf(made.client) }
}

describe('several rooms', () => {
  it('start with the sandbox, and include every room that was set', async () => {
    const { client, vendors, names, active } = await makeRooms()
    expect(await names()).toEqual(['Demo room'])
    await client.room.set(roomAt(vendors))
    await client.room.set(roomAt(vendors, { name: 'Friday', environment: 'live' }))
    expect(await names()).toEqual(['Test stage', 'Friday', 'Demo room'])
    expect(await active()).toBe('Friday')
  })

  it('list their connections and which secrets are stored, never a secret', async () => {
    const { client, vendors } = await makeRooms()
    await client.room.set(roomAt(vendors))
    const { items } = await client.rooms.list()
    expect(items.find(({ name }) => name === 'Test stage')).toMatchObject({
      environment: 'test',
      active: true,
      connections: [
        { vendor: 'tencent', roomId: vendors.world.tencent.roomId, secret: { kind: 'secretKey' } },
        { vendor: 'zego', roomId: vendors.world.zego.roomId, secret: { kind: 'serverSecret' } },
      ],
    })
    const text = JSON.stringify([items, await client.rooms.get({ name: 'Test stage' })])
    expect(text).not.toContain(vendors.world.tencent.secretKey)
    expect(text).not.toContain(vendors.world.zego.serverSecret)
  })

  it('are switched by name, with their own keys, and send with the secrets they have', async () => {
    const setup = await makeRooms()
    const { client, vendors, active, keys } = setup
    await client.room.set(roomAt(vendors))
    await client.deck.set({ keys: [rose] })
    await client.rooms.use({ name: 'Demo room' })
    expect(await active()).toBe('Demo room')
    await client.rooms.use({ name: 'Test stage' })
    expect(await keys()).toEqual(['rose'])
    expect(await setup.ends((await setup.rose()).id)).toMatchObject({ state: 'delivered' })
  })

  it('are restored after a restart, the last one active', async () => {
    const setup = await makeRooms()
    const { client, vendors, settings, secrets } = setup
    await client.room.set(roomAt(vendors))
    await client.room.set(roomAt(vendors, { name: 'Friday' }))
    await client.rooms.use({ name: 'Test stage' })
    await setup.stop()
    const again = await makeApp({ settings, secrets })
    const { items } = await again.client.rooms.list()
    expect(items.map(({ name, active }) => `${name} ${active}`)).toEqual([
      'Test stage true',
      'Friday false',
      'Demo room false',
    ])
  })

  it('include a room that was set before rooms could be saved', async () => {
    const settings = memorySettings()
    settings.set('room', { name: 'Old room', environment: 'sandbox', limits: { zegoBatch: 7 } })
    const { client } = await makeApp({ settings })
    expect((await client.rooms.list()).items).toMatchObject([{ name: 'Old room', active: true }])
    expect((await client.rooms.get({ name: 'Old room' })).limits.zegoBatch).toBe(7)
  })

  it('are not switched while sends wait, and report how many do', async () => {
    const setup = await makeRooms()
    const { client, vendors, active } = setup
    await client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }))
    for (let presses = 0; presses < 5; presses++) await setup.rose()
    const message = await refusal(client.rooms.use({ name: 'Demo room' }))
    expect(message).toMatchObject({ code: 'BUSY', data: { waiting: expect.any(Number) as number } })
    expect(message.message).toMatch(/still waiting in the room "Test stage"\. Let them finish or press STOP/)
    expect(await refusal(client.rooms.remove({ name: 'Test stage' }))).toMatchObject({ code: 'BUSY' })
    expect(await active()).toBe('Test stage')
    await client.safety.stop()
    expect(await client.rooms.use({ name: 'Demo room' })).toMatchObject({ environment: 'sandbox' })
  })

  it('answer NOT_FOUND for an unknown name', async () => {
    const { client } = await makeRooms()
    for (const call of [client.rooms.use, client.rooms.get, client.rooms.remove])
      expect(await refusal(call({ name: 'Nowhere' }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('may be switched by admin tokens only, while any page may read the list', async () => {
    const { as } = await makeRooms()
    const dock = as({ scopes: ['read', 'fire'] })
    expect((await dock.rooms.list()).items).toHaveLength(1)
    expect(await refusal(dock.rooms.use({ name: 'Demo room' }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusal(dock.rooms.remove({ name: 'Demo room' }))).toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a copy of a room', () => {
  it('has another name, the same account and the same keys at first', async () => {
    const { client, vendors, active, keys } = await makeRooms()
    await client.room.set(roomAt(vendors))
    await client.deck.set({ keys: [rose] })
    await client.upNext.add({ text: 'Only once' })
    const copy = await client.rooms.copy({ name: 'Test stage', as: 'Rehearsal' })
    expect(copy).toMatchObject({
      name: 'Rehearsal',
      active: false,
      connections: [{ secret: { kind: 'secretKey' } }, {}],
    })
    expect(await active()).toBe('Test stage')
    await client.rooms.use({ name: 'Rehearsal' })
    expect(await keys()).toEqual(['rose'])
    expect((await client.upNext.get()).items).toEqual([])
    await client.deck.set({ keys: [] })
    await client.rooms.use({ name: 'Test stage' })
    expect(await keys()).toEqual(['rose'])
  })

  it('needs a free name', async () => {
    const { client, vendors } = await makeRooms()
    await client.room.set(roomAt(vendors))
    expect(await refusal(client.rooms.copy({ name: 'Test stage', as: 'Demo room' }))).toMatchObject({
      code: 'BAD_REQUEST',
      message: 'as belongs to another saved room; choose another name.',
    })
  })
})

describe('renaming a room', () => {
  it('keeps its position, its keys and its people', async () => {
    const { client, vendors, names, keys } = await makeRooms()
    await client.room.set(roomAt(vendors))
    await client.deck.set({ keys: [rose] })
    await client.room.set(roomAt(vendors, { name: 'Friday' }))
    await client.rooms.use({ name: 'Test stage' })
    const { secretKey: _, ...tencent } = roomAt(vendors).tencent!
    await client.room.set({ name: 'Monday', replaces: 'Test stage', environment: 'test', tencent })
    expect(await names()).toEqual(['Monday', 'Friday', 'Demo room'])
    expect(await keys()).toEqual(['rose'])
    expect((await client.room.get()).tencent?.secret).toMatchObject({ kind: 'secretKey' })
  })

  it('refuses the name of another room', async () => {
    const { client, vendors, names } = await makeRooms()
    await client.room.set(roomAt(vendors))
    await client.room.set(roomAt(vendors, { name: 'Friday' }))
    const taken = client.room.set(roomAt(vendors, { name: 'Test stage', replaces: 'Friday' }))
    expect(await refusal(taken)).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await names()).toEqual(['Test stage', 'Friday', 'Demo room'])
  })
})

describe('removing a room', () => {
  it('removes its keys, and its secrets once no other room uses them', async () => {
    const { client, vendors, names, settings } = await makeRooms()
    await client.room.set(roomAt(vendors))
    await client.deck.set({ keys: [rose] })
    await client.rooms.copy({ name: 'Test stage', as: 'Rehearsal' })
    await client.rooms.use({ name: 'Rehearsal' })
    await client.rooms.remove({ name: 'Test stage' })
    expect(await names()).toEqual(['Rehearsal', 'Demo room'])
    expect(settings.get('decks')).not.toHaveProperty(['Test stage'])
    expect((await client.rooms.get({ name: 'Rehearsal' })).tencent?.secret).not.toBeNull()

    await client.rooms.use({ name: 'Demo room' })
    await client.rooms.remove({ name: 'Rehearsal' })
    const { secretKey: _, ...tencent } = roomAt(vendors).tencent!
    await client.room.set({ name: 'Again', environment: 'test', tencent })
    expect((await client.room.get()).tencent?.secret).toBeNull()
  })

  it('switches to the sandbox first if it was in use', async () => {
    const { client, vendors, names, active } = await makeRooms()
    await client.room.set(roomAt(vendors))
    await client.rooms.remove({ name: 'Test stage' })
    expect(await active()).toBe('Demo room')
    expect(await names()).toEqual(['Demo room'])
    expect((await client.status.get()).environment).toBe('sandbox')
  })
})
