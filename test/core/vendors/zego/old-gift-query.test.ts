import { describe, expect, it, onTestFinished } from 'vitest'
import { createPost } from '../../../../electron/core/vendors/http-client.ts'
import { goingClock, type GoingClock } from '../../../support/running-clock.ts'
import { makeApp, makeFolder, makeVendors, memorySecrets, memorySettings, roomAt } from '../../../support/make-app.ts'
import { patient } from '../../../support/policies.ts'
import { until } from '../../../support/until.ts'
import { makeZego } from './make-zego.ts'

const results = 'DescribeDanmakuMsgResults'
const dayMs = 24 * 60 * 60 * 1_000

describe('a query about an old gift', () => {
  it.each([
    [0, undefined],
    [29.9, undefined],
    [30, undefined],
    [30.01, 31],
    [45, 45],
    [89.5, 90],
    [90, 90],
    [400, 90],
  ])('after %d days looks back as far as necessary, at most 90 days', async (days, expected) => {
    const { client, vendor } = makeZego()
    await client.readResults(['a'], new Map(), days * dayMs)
    expect((vendor.sent[0]!.body as { Duration?: number }).Duration).toBe(expected)
  })

  it('finds the result of a gift that was unknown for 45 days, in which Giftdeck did not run', async () => {
    const { post, close } = createPost({ policy: patient })
    onTestFinished(close)
    const vendors = await makeVendors()
    const stored = { settings: memorySettings(), secrets: memorySecrets(), dataDir: makeFolder() }
    const start = (time: GoingClock) => makeApp({ ...stored, clock: time.clock, post: time.through(post) })

    const then = goingClock()
    const first = await start(then)
    await first.client.room.set(roomAt(vendors))
    await vendors.setFaults({ answerLost: { only: ['SendDanmakuGifts'] }, http502: { only: [results] } })
    const { id } = await first.client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1 })
    await then.during(until(async () => (await first.client.sends.get({ id })).state === 'unknown'))
    await then.during(first.stop())

    await vendors.setFaults({ answerLost: null, http502: null, clockSkewMs: 45 * dayMs })
    const now = goingClock()
    now.clock.jumpWall(45 * dayMs)
    const second = await start(now)
    await now.during(until(async () => (await second.client.sends.get({ id })).state === 'delivered'))
    expect((await vendors.recording()).zego.gifts).toHaveLength(1)
  })
})
