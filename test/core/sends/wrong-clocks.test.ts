import { describe, expect, it, onTestFinished } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import type { Clock, Post } from '../../../electron/core/ports.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { makeApp, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { actionsOf, setupRoom } from './setup-room.ts'

const hour = 3_600_000
const year = 365 * 24 * hour
const fiveMinutes = 5 * 60_000

/** Makes a clock that shows another time until `setRight` is called. */
function wrongClock(shows: number): Clock & { setRight(): void } {
  let ahead = shows - Date.now()
  return { ...systemClock, now: () => Date.now() + ahead, setRight: () => void (ahead = 0) }
}

/** Makes a post that records the `Timestamp` of every gift that it sends. */
function watchedPost() {
  const { post, close } = createPost({ policy: policy.network })
  onTestFinished(close)
  const timestamps: number[] = []
  const watched: Post = (url, body) => {
    const { GiftList = [] } = JSON.parse(body) as { GiftList?: { Timestamp: number }[] }
    timestamps.push(...GiftList.map(({ Timestamp }) => Timestamp))
    return post(url, body)
  }
  return { post: watched, timestamps }
}

const offBy = (timestamp: number) => Math.abs(timestamp - Date.now())

const clocks: [string, number][] = [
  ['1970', 0],
  ['2000-01-01', Date.UTC(2000, 0, 1)],
  ['a year ahead', Date.now() + year],
  ['a day back', Date.now() - 24 * hour],
  ['the year 275,000', Date.UTC(275_000, 0, 1)],
]

describe('while the clock of this computer shows', () => {
  it.each(clocks)('%s, gifts and announcements arrive with the right time', async (_, shows) => {
    const { vendors, client, rose, game, post, ends } = await setupRoom({ ports: { clock: wrongClock(shows) } })
    const pressed = [await rose(), await game(), await post('Hello')]
    for (const { id } of pressed) expect(await ends(id)).toMatchObject({ state: 'delivered' })
    const { zego, tencent, malformed } = await vendors.recording()
    expect([zego.gifts.length, tencent.gifts.length, tencent.messages.length]).toEqual([1, 1, 1])
    expect(offBy(zego.gifts[0]!.timestamp)).toBeLessThan(fiveMinutes)
    expect(malformed).toEqual([])
    // Everything that shows a time can still be read.
    expect((await client.sends.list({})).items).toHaveLength(3)
    expect((await client.rooms.list({})).items.length).toBeGreaterThan(0)
    expect((await client.sends.story({ id: pressed[1]!.id })).steps.length).toBeGreaterThan(2)
    expect((await client.sessions.list({})).items).toHaveLength(1)
    expect((await client.diagnostics.get()).at).toMatch(/Z$/)
  })

  it.each([clocks[0]!, clocks[1]!, clocks[4]!])(
    '%s and no vendor has given its time, a game gift is refused; one arrives after the clock is set',
    async (_, shows) => {
      const clock = wrongClock(shows)
      const vendors = await makeVendors()
      const { zego } = roomAt(vendors)
      const { client } = await makeApp({ clock })
      await client.room.set(roomAt(vendors, { zego: { ...zego!, join: false } }))
      const { game, rose, ends } = actionsOf(client)
      const { id } = await game()
      expect(await ends(id)).toMatchObject({
        state: 'refused',
        reason: 'clock-unusable',
        attempts: 0,
        message: expect.stringContaining('clock') as string,
      })
      expect((await vendors.recording()).calls['SendDanmakuGifts']).toBeUndefined()
      expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })

      clock.setRight()
      await client.room.set(roomAt(vendors))
      expect(await ends((await game()).id)).toMatchObject({ state: 'delivered' })
    },
  )
})

describe('the timestamp of a gift', () => {
  it('is correct when it is sent again after the vendor refused our clock', async () => {
    const { post, timestamps } = watchedPost()
    const vendors = await makeVendors()
    const { zego } = roomAt(vendors)
    const { client } = await makeApp({ clock: wrongClock(Date.now() + year), post })
    await client.room.set(roomAt(vendors, { zego: { ...zego!, join: false } }))
    const { game, ends } = actionsOf(client)
    // Without the join comment the viewer is not in the game. The clock was corrected before the second attempt.
    expect(await ends((await game()).id)).toMatchObject({ reason: 'viewer-not-in-game', attempts: 2 })
    expect(timestamps).toHaveLength(2)
    expect(offBy(timestamps[0]!)).toBeGreaterThan(year - hour)
    expect(offBy(timestamps[1]!)).toBeLessThan(fiveMinutes)
  })

  it('stays the same if the gift may have left: it distinguishes two sends of one id', async () => {
    const { post, timestamps } = watchedPost()
    const { vendors, game, ends } = await setupRoom({ ports: { post } })
    await ends((await game()).id)
    await vendors.setFaults({ resetBefore: { only: ['SendDanmakuGifts'], times: 1 } })
    expect(await ends((await game()).id)).toMatchObject({ state: 'delivered', attempts: 2 })
    expect(timestamps).toHaveLength(3)
    expect(timestamps[2]).toBe(timestamps[1])
  })

  it('is not part of the receipt', async () => {
    const { client, game, ends } = await setupRoom()
    const receipt = await ends((await game()).id)
    expect(receipt).not.toHaveProperty('giftTime')
    expect(JSON.stringify(await client.sends.story({ id: receipt.id }))).not.toContain('giftTime')
  })

  it('is correct for a gift that was held while the clock was wrong', async () => {
    const vendors = await makeVendors()
    const settings = memorySettings()
    const room = roomAt(vendors, { limits: { zegoPerSecond: 1, expireAfterMs: 0 } })
    const first = await makeApp({ settings, clock: makeFakeClock(Date.UTC(2000, 0, 1)) })
    await first.client.room.set(room)
    const before = actionsOf(first.client)
    const [sent, waits] = [await before.game(), await before.game()]
    await before.ends(sent.id)
    await first.stop()

    const second = await makeApp({ settings, dataDir: first.ports.paths.dataDir })
    await second.client.room.set(room)
    expect(await second.client.sends.get({ id: waits.id })).toMatchObject({ state: 'held' })
    await second.client.sends.release({ id: waits.id })
    expect(await actionsOf(second.client).ends(waits.id)).toMatchObject({ state: 'delivered' })
    const { gifts } = (await vendors.recording()).zego
    expect(gifts).toHaveLength(2)
    for (const { timestamp } of gifts) expect(offBy(timestamp)).toBeLessThan(fiveMinutes)
  })
})
