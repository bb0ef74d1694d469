import { describe, expect, it, onTestFinished } from 'vitest'
import type { Faults } from '../../electron/core/sandbox/faults.ts'
import { createPost } from '../../electron/core/vendors/http-client.ts'
import { goingClock } from '../support/running-clock.ts'
import { makeApp, makeVendors, roomAt } from '../support/make-app.ts'
import { patient } from '../support/policies.ts'
import { until } from '../support/until.ts'

const only = ['SendDanmakuGifts']

/** Fires one gift, and then three more that wait for the next second and leave in one call under these faults. */
async function fireThree(faults: Partial<Faults>) {
  const vendors = await makeVendors()
  const { post, close } = createPost({ policy: patient })
  onTestFinished(close)
  const time = goingClock()
  const { client } = await makeApp({ clock: time.clock, post: time.through(post) })
  await client.room.set(roomAt(vendors, { limits: { zegoPerSecond: 1 } }))
  const press = () => client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1 })
  const ended = (id: string) =>
    until(async () => {
      const receipt = await client.sends.get({ id })
      return ['delivered', 'refused'].includes(receipt.state) ? receipt : null
    })
  await ended((await press()).id)
  await vendors.setFaults(faults)
  const pressed = await Promise.all([press(), press(), press()])
  const receipts = await time.during(Promise.all(pressed.map(({ id }) => ended(id))))
  const { zego, calls } = await vendors.recording()
  const applied = (msgId: string) => zego.gifts.filter((gift) => gift.msgId === msgId && gift.applied).length
  return {
    ends: receipts.map(({ reason }) => reason),
    effects: pressed.map(({ msgId }) => applied(msgId!)),
    calls: calls['SendDanmakuGifts']! - 1,
  }
}

describe('a batch of ZEGO gifts', () => {
  const mixed = { result: { only, times: 1, skip: 1, result: 10004 } }

  it.each([
    ['in order', {}],
    ['in the opposite order', { reversedRows: { only, times: 1 } }],
    ['each twice', { doubledRow: { only, times: 1 } }],
    ['as text', { resultsAsText: { only, times: 1 } }],
    ['behind a foreign row', { foreignRow: { only, times: 1 } }],
  ])('gives every gift its own result, with rows %s', async (_, faults) => {
    expect(await fireThree({ ...mixed, ...faults })).toEqual({
      ends: ['delivered-ok', 'gift-not-agreed', 'delivered-ok'],
      effects: [1, 0, 1],
      calls: 1,
    })
  })

  it.each([
    ['loses its answer', { answerLost: { only, times: 1 } }],
    ['misses a row', { missingRow: { only, times: 1 } }],
    ['is still in process in part', { stillProcessing: { only, times: 1, tries: 2 } }],
  ])('that %s ends with every gift known, and none sent again', async (_, faults) => {
    const { ends, effects, calls } = await fireThree({ ...mixed, ...faults })
    expect(ends.toSorted((a, b) => a!.localeCompare(b!))).toEqual(['delivered-ok', 'delivered-ok', 'gift-not-agreed'])
    expect(effects).toEqual(ends.map((reason) => (reason === 'delivered-ok' ? 1 : 0)))
    expect(calls).toBe(1)
  })

  it('that never arrived goes out again under the same MsgIds', async () => {
    expect(await fireThree({ resetBefore: { only, times: 1 } })).toMatchObject({
      ends: ['delivered-ok', 'delivered-ok', 'delivered-ok'],
      effects: [1, 1, 1],
    })
  })
})
