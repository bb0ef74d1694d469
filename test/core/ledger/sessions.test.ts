import { describe, expect, it } from 'vitest'
import { makeApp, makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, setupRoom } from '../sends/setup-room.ts'
import { policy } from '../../../electron/core/policy.ts'

describe('a session', () => {
  it('sums up what was sent in one run of the program in one room', async () => {
    const { client, rose, game, post, ends, vendors } = await setupRoom()
    const sent = [await rose({ count: 10 }), await game({ count: 2, value: 66 }), await post('Hello')]
    for (const { id } of sent) await ends(id)
    await vendors.setFaults({ giftsOff: {} })
    await ends((await rose()).id)

    const [session] = (await client.sessions.list()).items
    expect(session).toMatchObject({
      room: 'Test stage',
      environment: 'test',
      current: true,
      endedAt: null,
      sends: 4,
      gifts: 3,
      announcements: 1,
      states: { delivered: 3, refused: 1 },
      delivered: { pieces: 10 + 2 * 66, announcements: 1 },
    })
    const { items } = await client.sends.search({ session: session!.id })
    expect(items).toHaveLength(4)
    expect(items.every((send) => send.session === session!.id)).toBe(true)
  })

  it('does not count an announcement that the room dropped as delivered', async () => {
    const { client, post, ends, vendors } = await setupRoom()
    await ends((await post('Hello')).id)
    await vendors.setFaults({ dropMessages: {} })
    expect(await ends((await post('Quiz at nine')).id)).toMatchObject({ state: 'dropped' })
    const [session] = (await client.sessions.list()).items
    expect(session).toMatchObject({ announcements: 2, delivered: { announcements: 1 } })
  })

  it('counts the coins of the keys at the press, and reports what had no price', async () => {
    const { client, rose, ends } = await setupRoom()
    const key = { id: 'a', label: 'Rose', icon: '🌹', vendor: 'tencent' as const, giftId: 'rose', coins: 7 }
    await client.deck.set({ keys: [key] })
    await ends((await rose({ count: 3 })).id)
    await client.deck.set({ keys: [{ ...key, coins: 1_000 }] })
    await ends((await rose({ giftId: 'rocket' })).id)
    const [session] = (await client.sessions.list()).items
    expect(session!.delivered).toEqual({ pieces: 4, coins: 21, unpriced: 1, announcements: 0 })
  })

  it('ends when another room begins, and an empty one is not listed', async () => {
    const { client, rose, ends, vendors } = await setupRoom()
    await ends((await rose()).id)
    await client.room.set(roomAt(vendors, { name: 'Passing by' }))
    await client.room.set(roomAt(vendors, { name: 'Late show' }))
    await ends((await rose()).id)
    const { items } = await client.sessions.list()
    expect(items.map(({ room, current, sends }) => [room, current, sends])).toEqual([
      ['Late show', true, 1],
      ['Test stage', false, 1],
    ])
    expect(Date.parse(items[1]!.endedAt!)).toBeGreaterThanOrEqual(Date.parse(items[1]!.startedAt))
  })

  it('ends with the program, and the next start begins another', async () => {
    const vendors = await makeVendors()
    const deps = { dataDir: makeFolder(), settings: memorySettings() }
    const first = await makeApp(deps)
    await first.client.room.set(roomAt(vendors))
    const actions = actionsOf(first.client)
    await actions.ends((await actions.rose()).id)
    await first.stop()

    const second = await makeApp(deps)
    const { items } = await second.client.sessions.list()
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ current: true, sends: 0, endedAt: null })
    expect(items[1]).toMatchObject({ current: false, sends: 1, endedAt: expect.any(String) })
  })

  it('that was killed ends with its last press', async () => {
    const { startRun, newSend } = await import('./make-ledger.ts')
    const { openHistory } = await import('../../../electron/core/ledger/history.ts')
    const { workers } = await import('../../support/workers.ts')
    const begins = (id: string, boot: string, at: number) => ({
      begins: { id, boot, room: 'Stage', environment: 'test', at },
    })
    const first = await startRun()
    await first.ledger.record({ changes: [], session: begins('one', 'first run', 1_000) })
    await first.activeSends.add(newSend({ session: 'one', createdAt: 5_000 }))
    await first.end()
    const { ledger, dir } = await startRun({ dir: first.dir, runId: 'second run' })
    await ledger.record({ changes: [], session: begins('two', 'second run', 90_000) })
    const history = openHistory({ worker: workers.history, dir, policy: policy.ledger })
    const rows = await history.sessions(10)
    await history.close()
    expect(rows.map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ['two', null],
      ['one', 5_000],
    ])
  })
})
