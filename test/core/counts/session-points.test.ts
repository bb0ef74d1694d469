import { expect, it } from 'vitest'
import { setupRoom } from '../sends/setup-room.ts'
import { until } from '../../support/until.ts'

it('the points of this session can be read until the room changes', async () => {
  const { client, rose, ends, vendors } = await setupRoom()
  const watched = async () =>
    (await client.counts.points()).items.find(({ vendor }) => vendor === 'tencent')?.points ?? []
  await until(async () => (await watched()).length > 0)
  const before = (await watched())[0]!
  await ends((await rose({ count: 3 })).id)
  const points = await until(async () => {
    const now = await watched()
    return now.at(-1)?.gifts === (before.gifts ?? 0) + 3 ? now : null
  })
  expect(points[0]).toEqual(before)
  expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted((a, b) => a - b))
  expect(points.at(-1)).toMatchObject({ ours: 3 })

  await client.room.set({ name: 'Play', environment: 'sandbox' })
  await until(async () => (await watched()).length > 0)
  expect((await client.counts.points()).items.map(({ roomId }) => roomId)).not.toContain(vendors.world.tencent.roomId)
})
