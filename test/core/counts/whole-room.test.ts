import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import type { Answer, RoomCounts } from '../../../electron/core/vendors/vendor.ts'
import { createRoomWatch } from '../../../electron/core/counts/room-watch.ts'
import { roomTotalsReader } from '../../../electron/core/vendors/tencent/request.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { keepingLog, makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { setupRoom } from '../sends/setup-room.ts'

const read: Answer<RoomCounts> = {
  ok: true,
  value: { totalCount: 9, totalCoins: 90, senderCount: 2, viewerCount: 5, likeCount: null, messageCount: 1 },
}
const missing: Answer<RoomCounts> = { ok: false, trouble: { state: 'refused', reason: 'api-missing', code: 60009 } }
const silent: Answer<RoomCounts> = { ok: false, trouble: { state: 'unknown', reason: 'timed-out' } }

function makeRoomWatch() {
  const clock = makeFakeClock()
  let answer = read
  let asked = 0
  const watch = createRoomWatch({
    clock,
    log: keepingLog(),
    policy: policy.counts,
    roomId: 'stage-1',
    read: async () => {
      asked++
      return answer
    },
    onTotals: () => {},
  })
  return { clock, watch, asked: () => asked, answers: (next: Answer<RoomCounts>) => void (answer = next) }
}

describe('totals of the whole room', () => {
  it('are read slowly, and a missing number stays missing', async () => {
    const { clock, watch, asked } = makeRoomWatch()
    await clock.advance(60_000)
    expect(asked()).toBe(0)
    watch.begin()
    watch.begin()
    await clock.advance(60_000)
    expect(asked()).toBe(7)
    expect(watch.totals()).toMatchObject({ totalCount: 9, likeCount: null, stale: false, trouble: null })
  })

  it('report a failure, poll ever less, and become stale', async () => {
    const { clock, watch, asked, answers } = makeRoomWatch()
    watch.begin()
    await clock.advance(1_000)
    answers(silent)
    await clock.advance(600_000)
    expect(asked()).toBeLessThanOrEqual(8)
    expect(watch.totals()).toMatchObject({ totalCount: 9, stale: true, trouble: { reason: 'timed-out' } })
    watch.close()
    expect(clock.timers()).toBe(0)
  })

  it('are read by the older name from then on if the vendor lacks the documented one', async () => {
    const names: string[] = []
    const reader = roomTotalsReader(async (name) => {
      names.push(name)
      return name === 'get_room_stats' ? missing : read
    })
    expect(await reader()).toEqual(read)
    expect(await reader()).toEqual(read)
    expect(names).toEqual(['get_room_stats', 'get_room_statistic', 'get_room_statistic'])
  })

  it('are reported as missing if the vendor knows neither name', async () => {
    expect(await roomTotalsReader(async () => missing)()).toEqual(missing)
  })
})

describe('totals of a connected room', () => {
  const totalsOf = async (client: Awaited<ReturnType<typeof makeApp>>['client']) =>
    until(async () => {
      const { room } = await client.counts.room({})
      return room?.at || room?.trouble ? room : null
    })

  it('count every receiver, with the numbers of viewers and messages', async () => {
    const vendors = await makeVendors({ more: { accounts: ['cohost'] } })
    const first = await makeApp()
    await first.client.room.set(roomAt(vendors))
    await first.client.gifts.fire({ vendor: 'tencent', giftId: 'rocket', count: 2 })
    await first.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 3, to: 'cohost' })
    await until(async () => (await vendors.recording()).tencent.gifts.length === 2)
    const { client } = await makeApp()
    await client.room.set(roomAt(vendors))
    expect(await totalsOf(client)).toMatchObject({
      vendor: 'tencent',
      roomId: vendors.world.tencent.roomId,
      totalCount: 5,
      totalCoins: 23,
      senderCount: 1,
      viewerCount: 5,
      likeCount: 0,
      messageCount: 0,
      stale: false,
      trouble: null,
    })
  })

  it('are read from a vendor that knows only the older name', async () => {
    const vendors = await makeVendors()
    await vendors.setFaults({ roomStatsMissing: {} })
    const { client } = await makeApp()
    await client.room.set(roomAt(vendors))
    expect(await totalsOf(client)).toMatchObject({ totalCount: 0, trouble: null })
    expect((await vendors.recording()).calls).toMatchObject({ get_room_stats: 1, get_room_statistic: 1 })
  })

  it('fail without affecting the other counts', async () => {
    const vendors = await makeVendors()
    await vendors.setFaults({ refuse: { code: 60020, only: ['get_room_stats'] } })
    const { client } = await makeApp()
    await client.room.set(roomAt(vendors))
    expect(await totalsOf(client)).toMatchObject({
      totalCount: null,
      stale: true,
      trouble: { reason: 'package-expired' },
    })
    const { connections } = await client.status.get({})
    expect(connections[0]).toMatchObject({ vendor: 'tencent', state: 'ready', trouble: null })
    expect((await client.counts.get({})).readings[0]).toMatchObject({ stale: false, trouble: null })
  })

  it('are not requested with a key that the vendor refuses', async () => {
    const { vendors, client } = await setupRoom()
    const room = roomAt(vendors)
    const before = (await vendors.recording()).calls['get_room_stats'] ?? 0
    await client.room.set({ ...room, tencent: { ...room.tencent!, secretKey: 'f'.repeat(64) } })
    await until(async () => (await client.counts.get({})).readings[0]?.trouble)
    expect((await vendors.recording()).calls['get_room_stats'] ?? 0).toBeLessThanOrEqual(before + 1)
    expect((await client.counts.room({})).room).toMatchObject({ at: null, trouble: null })
  })

  it('are null in a room without a vendor that has room totals', async () => {
    const { vendors, client } = await setupRoom()
    const { tencent: _, ...zegoOnly } = roomAt(vendors)
    await client.room.set(zegoOnly)
    expect(await client.counts.room({})).toEqual({ room: null })
  })
})
