import { describe, expect, it, onTestFinished } from 'vitest'
import type { Faults } from '../../electron/core/sandbox/faults.ts'
import { createPost } from '../../electron/core/vendors/http-client.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import { goingClock } from '../support/running-clock.ts'
import { makeApp, makeVendors, roomAt } from '../support/make-app.ts'
import { isLong, rowsInTier } from '../support/tier.ts'
import { patient } from '../support/policies.ts'
import { until } from '../support/until.ts'

const perSecond = 20
const windowMs = 1_000

/** Makes a room in which one gift went ahead, so that later ones leave in one call. ZEGO cannot accept the gem. */
async function makeBatchRoom(faults: Partial<Faults> = {}) {
  const vendors = await makeVendors()
  const { post, close } = createPost({ policy: patient })
  onTestFinished(close)
  const time = goingClock()
  const calls: { at: number; msgIds: string[] }[] = []
  const counted = time.through((url, body) => {
    if (url.searchParams.get('Action') === 'SendDanmakuGifts') {
      const { GiftList } = JSON.parse(body) as { GiftList: { MsgId: string }[] }
      calls.push({ at: time.clock.monotonic(), msgIds: GiftList.map(({ MsgId }) => MsgId) })
    }
    return post(url, body)
  })
  const { client } = await makeApp({ clock: time.clock, post: counted })
  await client.room.set(roomAt(vendors, { limits: { zegoPerSecond: 1, expireAfterMs: 0 } }))
  const press = (giftId: string) => client.gifts.fire({ vendor: 'zego', giftId, count: 1 })
  const isOver = ({ state }: Receipt) => ['delivered', 'refused', 'cancelled', 'held'].includes(state)
  const ends = (ids: readonly string[]) =>
    time.during(
      until(async () => {
        const receipts = await Promise.all(ids.map((id) => client.sends.get({ id })))
        return receipts.every(isOver) ? receipts : null
      }),
    )
  await ends([(await press('rose')).id])
  await vendors.setFaults({ spoiledGift: { giftIds: ['gem'] }, ...faults })
  calls.length = 0
  const all = async (count: number, spoiled: readonly number[]) =>
    Promise.all(Array.from({ length: count }, (_, index) => press(spoiled.includes(index) ? 'gem' : 'rose')))
  const appliedOf = async () => {
    const { zego } = await vendors.recording()
    return (msgId: string) => zego.gifts.filter((gift) => gift.msgId === msgId && gift.applied).length
  }
  return { client, vendors, time, calls, press, ends, all, appliedOf }
}

/** Counts the most calls that left in any window of `windowMs`. */
const worstWindow = (calls: readonly { at: number }[]) =>
  Math.max(...calls.map(({ at }) => calls.filter((each) => each.at > at - windowMs && each.at <= at).length))

describe('a merged call of 50 gifts', () => {
  const rows: [string, number[]][] = [
    ['one spoiled gift', [17]],
    ['two spoiled gifts', [0, 49]],
    ['two spoiled gifts side by side', [24, 25]],
    ['five spoiled gifts', [3, 11, 12, 30, 48]],
    ['nothing but spoiled gifts', Array.from({ length: 50 }, (_, index) => index)],
  ]
  const inFastTier = ['one spoiled gift', 'two spoiled gifts', 'five spoiled gifts']
  it.each(rowsInTier(rows, inFastTier))(
    'with %s delivers every other gift once, under its first MsgId, and refuses only the spoiled ones',
    async (_, spoiled) => {
      const { client, all, ends, calls, appliedOf, vendors } = await makeBatchRoom()
      const pressed = await all(50, spoiled)
      const receipts = await ends(pressed.map(({ id }) => id))
      const applied = await appliedOf()
      expect(calls[0]!.msgIds).toHaveLength(50)
      expect(receipts.map(({ state }) => state)).toEqual(
        pressed.map((__, index) => (spoiled.includes(index) ? 'refused' : 'delivered')),
      )
      expect(pressed.map(({ msgId }) => applied(msgId!))).toEqual(
        pressed.map((__, index) => (spoiled.includes(index) ? 0 : 1)),
      )
      for (const index of spoiled) {
        expect(receipts[index]).toMatchObject({ reason: 'parameter-refused', code: 7_200_004 })
        const last = calls.findLast(({ msgIds }) => msgIds.includes(pressed[index]!.msgId!))
        expect(last!.msgIds).toEqual([pressed[index]!.msgId])
      }
      const sent = new Set(calls.flatMap(({ msgIds }) => msgIds))
      expect([...sent].toSorted()).toEqual(pressed.map(({ msgId }) => msgId!).toSorted())
      expect(receipts.map(({ msgId }) => msgId)).toEqual(pressed.map(({ msgId }) => msgId))
      expect(worstWindow(calls)).toBe(1)
      expect((await vendors.recording()).lanes.every(({ tooMany }) => tooMany === 0)).toBe(true)
      expect((await client.status.get({})).connections.map(({ state }) => state)).toEqual(['ready', 'ready'])
    },
  )

  it('keeps to the limit of 20 calls a second at the full rate', async () => {
    const { client, vendors, all, ends, calls } = await makeBatchRoom()
    await client.room.set(roomAt(vendors, { limits: { zegoPerSecond: perSecond, zegoBatch: 50, expireAfterMs: 0 } }))
    const receipts = await ends((await all(50, [3, 11, 12, 30, 48])).map(({ id }) => id))
    expect(receipts.filter(({ state }) => state === 'delivered')).toHaveLength(45)
    expect(worstWindow(calls)).toBeLessThanOrEqual(perSecond)
  })

  it.each(isLong ? [7_202_002, 7_208_000, 100_000_012, 999] : [999])(
    'is split whatever the code of its content: %i',
    async (code) => {
      const { all, ends } = await makeBatchRoom({ spoiledGift: { giftIds: ['gem'], code } })
      const receipts = await ends((await all(8, [5])).map(({ id }) => id))
      expect(receipts.map(({ state }) => state).join()).toBe(
        ['delivered', 'delivered', 'delivered', 'delivered', 'delivered', 'refused', 'delivered', 'delivered'].join(),
      )
      expect(receipts[5]).toMatchObject({ code })
    },
  )

  it('reports why its gifts wait, and that viewers saw nothing', async () => {
    const { client, all, time } = await makeBatchRoom()
    const [first] = await all(4, [2])
    const receipt = await time.during(
      until(async () => {
        const now = await client.sends.get({ id: first!.id })
        return now.state === 'waiting' ? now : null
      }),
    )
    expect(receipt).toMatchObject({ reason: 'batch-split', code: 7_200_004, attempts: 1 })
    expect(receipt.message).toContain('Viewers saw nothing.')
  })

  it('is cancelled by STOP between its parts, and the unsent rest is never sent', async () => {
    const { client, all, ends, calls, time, appliedOf } = await makeBatchRoom()
    const pressed = await all(50, [17])
    const ids = pressed.map(({ id }) => id)
    await time.during(until(async () => (await client.sends.get({ id: ids[0]! })).state === 'waiting'))
    await client.safety.stop({})
    const callsAtStop = calls.length
    const receipts = await ends(ids)
    await time.clock.advance(10_000)
    expect(new Set(receipts.map(({ state }) => state))).toEqual(new Set(['cancelled']))
    expect(calls).toHaveLength(callsAtStop)
    const applied = await appliedOf()
    expect(pressed.map(({ msgId }) => applied(msgId!))).toEqual(pressed.map(() => 0))
  })

  it('is held if the connection pauses between its parts', async () => {
    const { client, vendors, all, ends, time } = await makeBatchRoom()
    const pressed = await all(6, [4])
    const ids = pressed.map(({ id }) => id)
    await time.during(until(async () => (await client.sends.get({ id: ids[0]! })).state === 'waiting'))
    await vendors.setFaults({ refuse: { code: 7_206_001, times: 1, only: ['SendDanmakuGifts'] } })
    const receipts = await ends(ids)
    expect(receipts.filter(({ state }) => state === 'refused').every(({ code }) => code === 7_206_001)).toBe(true)
    expect(receipts.filter(({ state }) => state === 'held').length).toBeGreaterThan(0)
    expect(receipts.some(({ state }) => state === 'delivered')).toBe(false)
    expect((await client.status.get({})).connections[1]).toMatchObject({ state: 'paused' })
  })
})
