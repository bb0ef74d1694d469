import { describe, expect, it } from 'vitest'
import { makeApp, makeFolder, makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { until, untilOn } from '../../support/until.ts'

describe('a start after an unclean shutdown', () => {
  it('reports how many sends were on the wire and how many had not left', async () => {
    const vendors = await makeVendors()
    const deps = { dataDir: makeFolder(), settings: memorySettings(), secrets: memorySecrets() }
    const clock = makeFakeClock(Date.now())
    const first = await makeApp({ ...deps, clock })
    await first.client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }))
    await vendors.setFaults({ hangBefore: { ms: 60_000, only: ['send_gift'] } })
    for (let i = 0; i < 4; i++) await first.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await until(async () => (await first.client.sends.list({})).items.some(({ state }) => state === 'sending'))
    let isOver = false
    const stopping = first.stop().then(() => (isOver = true))
    await untilOn(clock, () => isOver)
    await stopping

    const { client } = await makeApp(deps)
    const { remarks, notices } = await client.status.get()
    expect(remarks).toMatchObject([{ kind: 'recovered', values: { unknown: '1', held: '3' } }])
    expect(notices).toEqual([remarks[0]!.message])
  })

  it('reports nothing if every send had ended', async () => {
    const deps = { dataDir: makeFolder(), settings: memorySettings(), secrets: memorySecrets() }
    const first = await makeApp(deps)
    const { id } = await first.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await until(async () => (await first.client.sends.get({ id })).state === 'delivered')
    await first.stop()
    const { client } = await makeApp(deps)
    expect((await client.status.get()).remarks).toEqual([])
  })
})
