import { expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { setupRoom } from './setup-room.ts'

it('a connection reports how its last ten sends ended', async () => {
  const { client, vendors, rose, ends, reaches } = await setupRoom()
  const outcomes = async () => {
    const { connections } = await client.status.get()
    return connections.find(({ vendor }) => vendor === 'tencent')!.lately
  }
  const none = { delivered: 0, refused: 0, dropped: 0, unknown: 0 }
  expect(await outcomes()).toEqual({ ...none, last: null })
  await ends((await rose()).id)
  await until(async () => (await outcomes())?.delivered === 1)

  await vendors.setFaults({ answerLost: { only: ['send_gift'] } })
  await reaches((await rose()).id, 'unknown')
  expect(await outcomes()).toEqual({ ...none, delivered: 1, unknown: 1, last: 'unknown' })

  await vendors.setFaults({ answerLost: null })
  for (let nth = 0; nth < 12; nth++) await ends((await rose()).id)
  expect(await outcomes()).toEqual({ ...none, delivered: 10, last: 'delivered' })
})
