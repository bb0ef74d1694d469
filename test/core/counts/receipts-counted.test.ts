import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { roomAt } from '../../support/make-app.ts'
import { setupRoom } from '../sends/setup-room.ts'

const zegoOf = (readings: readonly { vendor: string }[]) => readings.find(({ vendor }) => vendor === 'zego')

describe('ZEGO gifts, which the vendor does not count', () => {
  it('are counted from delivered receipts, and labelled so', async () => {
    const { vendors, client, game, ends } = await setupRoom()
    expect(zegoOf((await client.counts.get({})).readings)).toMatchObject({
      source: 'receipts',
      receiver: 'host1',
      totalCount: 0,
      totalCoins: null,
      senderCount: 0,
      fromGiftdeck: 0,
      stale: false,
    })
    await ends((await game({ count: 2, value: 10 })).id)
    await vendors.setFaults({ result: { result: 10_004, times: 1 } })
    expect(await ends((await game({ count: 50 })).id)).toMatchObject({ state: 'refused' })
    expect(zegoOf((await client.counts.get({})).readings)).toMatchObject({
      totalCount: 20,
      senderCount: 1,
      baseline: { totalCount: 0 },
      fromGiftdeck: 20,
    })
  })

  it('are added when a lost answer turns out to be a delivery', async () => {
    const { vendors, client, game, ends } = await setupRoom()
    await vendors.setFaults({ answerLost: { times: 1, only: ['SendDanmakuGifts'] } })
    expect(await ends((await game({ count: 3, value: 10 })).id)).toMatchObject({ state: 'delivered' })
    expect(zegoOf((await client.counts.get({})).readings)).toMatchObject({ totalCount: 30 })
  })

  it('restart with the session, and are restored when the restart is undone', async () => {
    const { client, game, ends } = await setupRoom()
    await ends((await game({ count: 2, value: 10 })).id)
    expect(zegoOf((await client.counts.resetBaseline({})).readings)).toMatchObject({
      totalCount: 20,
      baseline: { totalCount: 20 },
      fromGiftdeck: 0,
    })
    await ends((await game({ count: 1, value: 10 })).id)
    expect(zegoOf((await client.counts.undoBaseline({})).readings)).toMatchObject({
      totalCount: 30,
      baseline: { totalCount: 0 },
      fromGiftdeck: 30,
    })
  })

  it('reach the event stream in fewer events than there are gifts', async () => {
    const { vendors, client, app, game } = await setupRoom()
    const { tencent: _, ...zegoOnly } = roomAt(vendors)
    await client.room.set(zegoOnly)
    const reported: number[] = []
    const ending = new AbortController()
    const following = (async () => {
      for await (const event of app.eventStream.watch(undefined, ending.signal))
        if (event.kind === 'reading') reported.push(event.reading.totalCount ?? -1)
    })().catch(() => {})
    await Promise.all(Array.from({ length: 30 }, () => game({ value: 10 })))
    await until(() => reported.at(-1) === 300)
    expect(reported.length).toBeLessThan(30)
    ending.abort()
    await following
  })
})
