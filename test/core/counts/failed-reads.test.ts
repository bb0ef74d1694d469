import { expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { setupRoom } from '../sends/setup-room.ts'

const code = 60_009
const requestId = expect.stringMatching(/\S/)

it("every read that the vendor refused shows its code and its RequestId for the vendor's support", async () => {
  const { client, vendors } = await setupRoom()
  await vendors.setFaults({ refuse: { code } })

  const { readings } = await client.counts.refresh()
  expect(readings.find(({ vendor }) => vendor === 'tencent')?.trouble).toMatchObject({ code, requestId })
  const { trouble, source } = await client.gifts.list({ vendor: 'tencent' })
  expect([trouble, source]).toMatchObject([{ code, requestId, advice: requestId }, 'manual'])
  const { items } = await client.people.check({ vendor: 'tencent' })
  expect(items.map(({ state }) => state)).toContain('unknown')
  for (const each of items) expect(each).toMatchObject({ code, requestId })
  expect(await until(async () => (await client.counts.room()).room?.trouble)).toMatchObject({ code, requestId })
})
