import { describe, expect, it } from 'vitest'
import type { People } from '../../../shared/contract/people.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

const viewer = (name: string) => ({
  id: name,
  name,
  tencentId: `viewer-${name}`,
  zego: { userId: `viewer${name}`, nickname: name, avatar: 'https://example.com/face.png' },
})
const people: People = {
  viewers: [viewer('mia'), viewer('stranger')],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: ['cohost_2'], zego: [] },
  receiver: {},
}
type RoomSetup = Awaited<ReturnType<typeof setupRoom>>
const statesOf = async ({ client }: RoomSetup, vendor: 'tencent' | 'zego') =>
  Object.fromEntries((await client.people.check({ vendor })).items.map(({ userId, state }) => [userId, state]))

describe('checking accounts at Tencent', () => {
  it('reports which of the room’s people the app knows, without any effect', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    expect(await statesOf(setup, 'tencent')).toEqual({
      'test-fan': 'imported',
      host: 'imported',
      'viewer-mia': 'imported',
      'viewer-stranger': 'not-imported',
      cohost_2: 'not-imported',
    })
    const { calls, malformed, tencent } = await setup.vendors.recording()
    expect(calls['account_check']).toBe(1)
    expect(tencent.gifts).toEqual([])
    expect(malformed).toEqual([])
  })

  it('gives the cause for which a gift from that person is refused', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    const { id } = await setup.rose({ from: 'viewer-stranger' })
    expect(await setup.ends(id)).toMatchObject({ state: 'refused', code: 70_107 })
    const { items } = await setup.client.people.check({})
    expect(items.find(({ userId }) => userId === 'viewer-stranger')).toMatchObject({
      reason: 'user-not-imported',
      advice: 'Import that user into the app first, or choose another.',
    })
  })

  it('imports a person, whose gifts then arrive', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    expect(await setup.client.people.import({ userId: 'viewer-stranger' })).toMatchObject({ state: 'imported' })
    expect((await statesOf(setup, 'tencent'))['viewer-stranger']).toBe('imported')
    const { id } = await setup.rose({ from: 'viewer-stranger' })
    expect(await setup.ends(id)).toMatchObject({ state: 'delivered' })
  })

  it("imports nobody outside the room's people, and needs the admin scope", async () => {
    const { client, as } = await setupRoom()
    await client.people.set(people)
    expect(await refusal(client.people.import({ userId: 'somebody' }))).toMatchObject({ code: 'NOT_FOUND' })
    const dock = as({ scopes: ['read', 'fire'] })
    expect(await refusal(dock.people.import({ userId: 'viewer-mia' }))).toMatchObject({ code: 'FORBIDDEN' })
    expect((await dock.people.check({ vendor: 'zego' })).items).not.toEqual([])
  })

  it('reports unknown with the code if Tencent refuses the check', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    await setup.vendors.setFaults({ refuse: { code: 60_021, only: ['account_check'] } })
    const { items } = await setup.client.people.check({ vendor: 'tencent' })
    expect(items).toHaveLength(5)
    for (const item of items)
      expect(item).toMatchObject({ state: 'unknown', code: 60_021, reason: 'network-not-allowed' })
  })

  it('makes no call while the secret is missing', async () => {
    const { client, vendors } = await setupRoom()
    const { tencent } = roomAt(vendors)
    const { secretKey: _, ...without } = tencent!
    await client.room.set({ name: 'Elsewhere', environment: 'test', tencent: { ...without, identifier: 'another' } })
    const { items } = await client.people.check({})
    expect(items.map(({ state, reason }) => `${state} ${reason}`)).toEqual(Array(2).fill('unknown secret-missing'))
    expect((await vendors.recording()).calls['account_check']).toBeUndefined()
  })
})

describe('joining a ZEGO game', () => {
  it('has the states: not requested, requested, joined, rejected', async () => {
    const setup = await setupRoom()
    const { client, vendors } = setup
    await client.people.set(people)
    expect(await statesOf(setup, 'zego')).toEqual({
      testfan1: 'not-asked',
      viewermia: 'not-asked',
      viewerstranger: 'not-asked',
    })
    expect(await client.people.join({ userId: 'viewermia' })).toMatchObject({ vendor: 'zego', state: 'asked' })

    const from = people.viewers[0]!.zego!
    await setup.ends((await setup.game({ from })).id)
    expect((await statesOf(setup, 'zego'))['viewermia']).toBe('in')

    await vendors.setFaults({ viewersLeave: {} })
    expect(await setup.ends((await setup.game({ from })).id)).toMatchObject({ code: 10_003 })
    expect(await statesOf(setup, 'zego')).toMatchObject({ viewermia: 'turned-away', viewerstranger: 'not-asked' })

    await vendors.setFaults({ viewersLeave: null })
    expect(await client.people.join({ userId: 'viewermia' })).toMatchObject({ state: 'asked' })
    expect(await setup.ends((await setup.game({ from })).id)).toMatchObject({ state: 'delivered' })
  })

  it('happens for each sender with its first gift', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    for (const { zego } of people.viewers)
      expect(await setup.ends((await setup.game({ from: zego! })).id)).toMatchObject({ state: 'delivered' })
    expect(await statesOf(setup, 'zego')).toMatchObject({ viewermia: 'in', viewerstranger: 'in' })
    expect((await setup.vendors.recording()).zego.comments.map(({ userId }) => userId)).toEqual([
      'viewermia',
      'viewerstranger',
    ])
  })

  it('is subject to the lock and STOP, since viewers see the comment', async () => {
    const { client, vendors } = await setupRoom({ room: { environment: 'live' } })
    await client.people.set(people)
    const join = () => client.people.join({ userId: 'viewermia' })
    expect((await refusal(join())).code).toBe('LOCKED')
    await client.safety.arm({})
    expect(await join()).toMatchObject({ state: 'asked' })
    expect((await refusal(join())).code).toBe('LOCKED')
    await client.safety.stop()
    expect((await refusal(join())).code).toBe('STOPPED')
    expect((await vendors.recording()).zego.comments).toHaveLength(1)
  })

  it('shows why a comment was rejected', async () => {
    const setup = await setupRoom()
    await setup.client.people.set(people)
    await setup.vendors.setFaults({ refuse: { code: 7_202_001, only: ['SendDanmakuComments'] } })
    expect(await setup.client.people.join({ userId: 'viewermia' })).toMatchObject({
      state: 'not-asked',
      code: 7_202_001,
      reason: 'game-not-found',
    })
  })

  it('is refused in a room without a join comment', async () => {
    const setup = await setupRoom({ room: {} })
    const { zego } = roomAt(setup.vendors)
    await setup.client.room.set(roomAt(setup.vendors, { zego: { ...zego!, join: false } }))
    expect(await setup.client.people.join({ userId: 'testfan1' })).toMatchObject({
      state: 'not-asked',
      reason: 'join-not-set',
    })
  })
})
