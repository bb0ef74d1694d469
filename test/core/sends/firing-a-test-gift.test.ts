import { describe, expect, it } from 'vitest'
import { makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'

describe('firing a test gift', () => {
  it('reaches Tencent once and ends in a delivered receipt', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    await client.room.set(roomAt(vendors))

    const { id, state } = await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 3 })
    expect(state).toBe('queued')
    const receipt = await until(async () => {
      const now = await client.sends.get({ id })
      return now.state === 'delivered' ? now : null
    })
    expect(receipt).toMatchObject({ attempts: 1, reason: 'delivered-ok', gift: { giftId: 'rose', count: 3 } })

    const recording = await vendors.recording()
    expect(recording.tencent.gifts).toMatchObject([{ giftId: 'rose', count: 3, requestId: receipt.requestId }])
    expect(recording.malformed).toEqual([])
  })
})
