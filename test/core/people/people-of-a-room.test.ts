import { describe, expect, it } from 'vitest'
import type { People } from '../../../shared/contract/people.ts'
import { makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

const mia = {
  id: 'mia',
  name: 'Mia',
  avatar: '🦊',
  tencentId: 'viewer-mia',
  zego: { userId: 'viewermia', nickname: 'Mia', avatar: 'https://example.com/mia.png' },
}
const people = (change: Partial<People> = {}): People => ({
  viewers: [mia],
  sender: { mode: 'one', viewers: ['mia'] },
  receivers: { tencent: ['cohost_2'], zego: ['cohost2'] },
  receiver: { tencent: 'cohost_2' },
  ...change,
})
const issuesOf = async (call: Promise<unknown>) =>
  ((await refusal(call)).data as { issues: { field: string; message: string }[] }).issues.map(
    ({ field, message }) => `${field} ${message}`,
  )

describe('the people of a room', () => {
  it('start with test viewers in the sandbox, and are empty in other rooms', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const sandbox = await client.people.get()
    expect(sandbox.viewers.map(({ name }) => name)).toContain('Mia')
    expect(sandbox.room.tencent).toEqual({ sender: 'test-fan', receiver: 'host' })

    await client.room.set(roomAt(vendors))
    const own = await client.people.get()
    expect(own).toMatchObject({ viewers: [], sender: { mode: 'room', viewers: [] }, receiver: {} })
    expect(own.room.zego?.viewer.userId).toBe('testfan1')
  })

  it('are stored with the room, and may be written back as they were read', async () => {
    const { client, vendors } = await setupRoom()
    await client.people.set(people())
    expect(await client.people.set(await client.people.get())).toMatchObject(people())
    await client.room.set(roomAt(vendors, { name: 'Another stage' }))
    expect((await client.people.get()).viewers).toEqual([])
    await client.room.set(roomAt(vendors))
    expect(await client.people.get()).toMatchObject(people())
  })

  it('are not written after the host has entered another room', async () => {
    const { client, vendors } = await setupRoom()
    const read = await client.people.set(people())
    await client.room.set(roomAt(vendors, { name: 'Another stage' }))
    expect(await issuesOf(client.people.set(read))).toEqual([
      'roomName is not the active room; that is "Another stage" now, and its people stay as they are',
    ])
    expect((await client.people.get()).viewers).toEqual([])
  })

  it('cause an event when they change', async () => {
    const { client } = await setupRoom()
    const reported: string[] = []
    const events = await client.events.watch()
    void (async () => {
      for await (const event of events) if (event.kind === 'changed') reported.push(event.what)
    })().catch(() => undefined)
    await client.people.set(people())
    expect(await until(() => reported[0])).toBe('people')
    await events.return(undefined)
  })

  it('accept only user ids that their vendor allows', async () => {
    const { client } = await setupRoom()
    const wrong = people({
      viewers: [{ ...mia, tencentId: '两个', zego: { ...mia.zego, userId: 'under_score' } }],
      receivers: { tencent: [], zego: ['co-host'] },
      receiver: {},
    })
    expect(await issuesOf(client.people.set(wrong))).toEqual([
      expect.stringMatching(/^viewers\.0\.tencentId must be 1 to 32 printable ASCII characters/),
      expect.stringMatching(/^viewers\.0\.zego\.userId must be 1 to 48 letters or digits; ZEGO allows no "_" or "-"/),
      expect.stringMatching(/^receivers\.zego\.0 must be 1 to 48 letters or digits/),
    ])
  })

  it('may name each account once, and only viewers and receivers of the list', async () => {
    const { client } = await setupRoom()
    const wrong = people({
      viewers: [mia, { ...mia, id: 'mia2', name: 'Mia again' }],
      sender: { mode: 'one', viewers: ['mia', 'leo'] },
      receiver: { zego: 'nobody' },
    })
    expect(await issuesOf(client.people.set(wrong))).toEqual([
      'viewers.1.tencentId is used twice; each needs its own',
      'viewers.1.zego.userId is used twice; each needs its own',
      'sender.viewers.1 names no viewer of the list',
      'sender.viewers choose one viewer only',
      'receiver.zego is not among the receivers; add it first',
    ])
    expect(await issuesOf(client.people.set(people({ sender: { mode: 'rotate', viewers: [] } })))).toEqual([
      'sender.viewers choose at least one viewer',
    ])
    expect(await issuesOf(client.people.set(people({ viewers: [{ id: 'mia', name: 'Mia' }] })))).toEqual([
      'viewers.0.tencentId give an id for Tencent or for ZEGO',
    ])
  })

  it('are at most fifty viewers', async () => {
    const { client } = await setupRoom()
    const many = Array.from({ length: 51 }, (_, at) => ({
      id: `v${at}`,
      name: `Viewer ${at}`,
      tencentId: `viewer_${at}`,
    }))
    const sender = { mode: 'room' as const, viewers: [] }
    expect(await issuesOf(client.people.set(people({ viewers: many, sender })))).toEqual([
      'viewers must be at most 50 viewers',
    ])
    await client.people.set(people({ viewers: many.slice(1), sender }))
    expect((await client.people.get()).viewers).toHaveLength(50)
  })
})
