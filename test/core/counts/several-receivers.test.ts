import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { makeApp, makeFolder, makeVendors, memorySettings, roomAt } from '../../support/make-app.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

const vendors = { more: { accounts: ['cohost', 'guest', ...Array.from({ length: 8 }, (_, at) => `extra-${at}`)] } }

describe('several receivers', () => {
  it("are read beside the room's own, which stays first, and are stored with the room", async () => {
    const settings = memorySettings()
    const { client, vendors: both } = await setupRoom({ vendors, ports: { settings } })
    expect(await client.counts.receivers({})).toEqual({ receivers: ['host'] })
    const chosen = await client.counts.setReceivers({ receivers: ['cohost', 'host', 'guest', 'cohost'] })
    expect(chosen).toEqual({ receivers: ['host', 'cohost', 'guest'] })
    const { readings } = await client.counts.refresh({})
    expect(readings.map(({ receiver, at }) => [receiver, at !== null])).toEqual([
      ['host', true],
      ['cohost', true],
      ['guest', true],
      ['host1', true],
    ])

    await client.room.set(roomAt(both, { name: 'Another stage' }))
    expect(await client.counts.receivers({})).toEqual({ receivers: ['host'] })
    const again = await makeApp({ settings })
    await again.client.room.set(roomAt(both))
    expect(await again.client.counts.receivers({})).toEqual(chosen)
  })

  it('each have their own count, and their own number of gifts from Giftdeck', async () => {
    const { client, rose, ends } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    await client.counts.refresh({})
    await ends((await rose({ count: 2 })).id)
    await ends((await rose({ count: 5, to: 'cohost' })).id)
    const { readings } = await client.counts.refresh({})
    expect(readings.slice(0, 2)).toMatchObject([
      { receiver: 'host', totalCount: 2, baseline: { totalCount: 0 }, fromGiftdeck: 2 },
      { receiver: 'cohost', totalCount: 5, baseline: { totalCount: 0 }, fromGiftdeck: 5 },
    ])
  })

  it('are read soon after a gift to one of them', async () => {
    const { client, rose, ends } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    await client.counts.refresh({})
    await ends((await rose({ count: 7, to: 'cohost' })).id)
    const countOf = async () => (await client.counts.get({})).readings.find(({ receiver }) => receiver === 'cohost')
    const seen = await until(async () => ((await countOf())?.totalCount === 7 ? countOf() : null))
    expect(seen.fromGiftdeck).toBe(7)
  })

  it('give a lost gift the hint of its own receiver', async () => {
    const { vendors: both, client, rose, reaches } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    // A receiver that was not read before may still get a gift from that time.
    await client.room.set(roomAt(both))
    await client.counts.refresh({})
    await both.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    const { id } = await rose({ count: 4, to: 'cohost' })
    await reaches(id, 'unknown')
    await client.counts.refresh({})
    const receipt = await until(async () => {
      const now = await client.sends.get({ id })
      return now.hint ? now : null
    })
    expect(receipt).toMatchObject({ state: 'unknown', hint: 'likely-delivered' })
  })

  it('give no hint for a gift to a receiver that was only just added', async () => {
    const { vendors: both, client, rose, reaches } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    await client.counts.refresh({})
    await both.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    const { id } = await rose({ count: 4, to: 'cohost' })
    await reaches(id, 'unknown')
    await client.counts.refresh({})
    await client.counts.refresh({})
    expect((await client.sends.get({ id })).hint).toBeUndefined()
  })

  it('are restored with a backup, and are read at once', async () => {
    const both = await makeVendors(vendors)
    const dataDir = makeFolder()
    const { client } = await makeApp({ dataDir, settings: openSettings(dataDir, Date.now()).settings })
    await client.room.set(roomAt(both))
    await client.counts.setReceivers({ receivers: ['cohost'] })
    const { name } = await client.backups.make({})
    await client.counts.setReceivers({ receivers: ['host'] })
    await client.backups.restore({ name })
    const { readings } = await client.counts.refresh({})
    expect(readings[1]).toMatchObject({ receiver: 'cohost', totalCount: 0 })
  })

  it('can be removed again', async () => {
    const { client } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    await client.counts.setReceivers({ receivers: ['host'] })
    const { readings } = await client.counts.get({})
    expect(readings.map(({ receiver }) => receiver)).toEqual(['host', 'host1'])
  })

  it('are at most eight, each a user id, and only if the vendor has totals', async () => {
    const { vendors: both, client } = await setupRoom({ vendors })
    const many = Array.from({ length: 8 }, (_, at) => `extra-${at}`)
    expect(await refusal(client.counts.setReceivers({ receivers: many }))).toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ field: 'receivers' }] },
    })
    expect(await refusal(client.counts.setReceivers({ receivers: ['not-ascii-é'] }))).toMatchObject({
      data: { issues: [{ field: 'receivers.0' }] },
    })
    const { tencent: _, ...zegoOnly } = roomAt(both)
    await client.room.set(zegoOnly)
    expect(await client.counts.receivers({})).toEqual({ receivers: [] })
    expect(await refusal(client.counts.setReceivers({ receivers: ['host'] }))).toMatchObject({ code: 'NOT_CONNECTED' })
  })
})

describe('the start of the session', () => {
  it('can be reset for every receiver at once', async () => {
    const { client, rose, ends } = await setupRoom({ vendors })
    await client.counts.setReceivers({ receivers: ['cohost'] })
    const first = (await client.counts.refresh({})).readings
    expect(await refusal(client.counts.undoBaseline({}))).toMatchObject({ code: 'NOT_FOUND' })
    await ends((await rose({ count: 2 })).id)
    await client.counts.refresh({})
    const { readings: reset } = await client.counts.resetBaseline({})
    expect(reset[0]).toMatchObject({ baseline: { totalCount: 2 }, earlierBaseline: first[0]!.baseline!.at })
    const { readings: undone } = await client.counts.undoBaseline({})
    expect(undone[0]).toMatchObject({ baseline: first[0]!.baseline, earlierBaseline: null, fromGiftdeck: 2 })
    expect(undone[1]!.baseline).toEqual(first[1]!.baseline)
  })

  it('can be restored after the room was set again', async () => {
    const { vendors: both, client, rose, ends } = await setupRoom({ vendors })
    const [first] = (await client.counts.refresh({})).readings
    await ends((await rose({ count: 3 })).id)
    await client.counts.refresh({})
    await client.room.set(roomAt(both, { caps: { perPress: 50 } }))
    const [again] = (await client.counts.refresh({})).readings
    expect(again).toMatchObject({ baseline: { totalCount: 3 }, earlierBaseline: first!.baseline!.at })
    const [undone] = (await client.counts.undoBaseline({})).readings
    expect(undone).toMatchObject({ totalCount: 3, baseline: first!.baseline, fromGiftdeck: 3 })
  })
})
