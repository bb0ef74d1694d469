import { describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { onDisk } from './make-ledger.ts'
import { makeHistory } from './make-history.ts'

const zegoFan = { userId: 'fan7', nickname: '小月', avatar: 'https://a.test/x.png' }

describe('searching the history', () => {
  it('answers newest first, page by page, with the total number', async () => {
    const { history, press } = await makeHistory()
    const sends = await press(...Array.from({ length: 7 }, () => ({})))
    const newestFirst = sends.map(({ id }) => id).toReversed()
    const first = await history.search({}, { limit: 3 })
    expect(first).toMatchObject({ total: 7, more: true })
    expect(first.items.map(({ send }) => send.id)).toEqual(newestFirst.slice(0, 3))
    const next = await history.search({}, { limit: 3, before: first.items[2]!.send.pressed })
    expect(next.items.map(({ send }) => send.id)).toEqual(newestFirst.slice(3, 6))
    const jumped = await history.search({}, { limit: 3, offset: 5 })
    expect(jumped.items.map(({ send }) => send.id)).toEqual(newestFirst.slice(5))
    expect(jumped).toMatchObject({ total: 7, more: false })
  })

  it('pages back up from a row to the nearest newer ones', async () => {
    const { history, press } = await makeHistory()
    const sends = await press({}, {}, {}, {}, {})
    const up = await history.search({}, { limit: 2, after: sends[1]!.pressed })
    expect(up.items.map(({ send }) => send.id)).toEqual([sends[3]!.id, sends[2]!.id])
    expect(up.more).toBe(true)
  })

  it('keeps the position of a send whatever its state', async () => {
    const { ids, press, deliver, activeSends } = await makeHistory()
    const [old, young] = await press({}, {})
    await deliver(old!.id)
    await activeSends.change(young!.id, { state: 'held', reason: 'held-connection-paused' })
    await activeSends.release(young!.id)
    expect(await ids({})).toEqual([young!.id, old!.id])
  })

  it('filters by state, kind, vendor, session and time, all at once', async () => {
    const { ids, press, deliver } = await makeHistory()
    const [rose, post, game, late] = await press(
      { createdAt: 1_000, session: 'one' },
      { kind: 'announcement', announcement: { text: 'Hello', from: 'host' }, createdAt: 2_000, session: 'one' },
      { vendor: 'zego', createdAt: 3_000, session: 'two' },
      { createdAt: 4_000, session: 'two' },
    )
    await deliver(rose!.id)
    await deliver(game!.id)
    expect(await ids({ state: ['delivered'] })).toEqual([game!.id, rose!.id])
    expect(await ids({ state: ['queued', 'held'] })).toEqual([late!.id, post!.id])
    expect(await ids({ kind: 'announcement' })).toEqual([post!.id])
    expect(await ids({ vendor: 'zego' })).toEqual([game!.id])
    expect(await ids({ session: 'two' })).toEqual([late!.id, game!.id])
    expect(await ids({ since: 2_000, until: 3_000 })).toEqual([game!.id, post!.id])
    expect(await ids({ session: 'two', state: ['queued'], vendor: 'tencent' })).toEqual([late!.id])
  })

  it.each([
    ['an announcement, in upper or lower case', 'BACK in', 1],
    ['a receiver', 'HOST-9', 0],
    ['a room', 'evening', 2],
    ['the nickname of a viewer', '小月', 2],
    ['a MsgId', 'msg-4711', 2],
    ['the vendor’s code', '102008', 0],
    ['a RequestId', 'req-abc', 0],
  ])('finds %s', async (_, text, found) => {
    const { ids, press, deliver } = await makeHistory()
    const sends = await press(
      { gift: { giftId: 'rose', count: 1, from: 'fan', to: 'host-9' } },
      { kind: 'announcement', announcement: { text: 'Back in five', from: 'host' } },
      {
        vendor: 'zego',
        roomName: 'Evening show',
        msgId: 'MSG-4711',
        gift: { giftId: 'tank', count: 1, from: zegoFan },
      },
    )
    await deliver(sends[0]!.id, { code: 102_008, requestId: 'Req-ABC' })
    expect(await ids({ text })).toEqual([sends[found]!.id])
  })

  it('takes % and _ and quotes literally', async () => {
    const { ids, press } = await makeHistory()
    const [, odd] = await press(
      { kind: 'announcement', announcement: { text: 'one hundred', from: 'host' } },
      { kind: 'announcement', announcement: { text: `100% "sure"; DROP_TABLE'`, from: 'host' } },
    )
    for (const text of ['100%', '_', `e'`, '"sure";']) expect(await ids({ text })).toEqual([odd!.id])
    expect(await ids({ text: '%hundred' })).toEqual([])
  })

  it('finds a gift by the name of its key, and only that gift', async () => {
    const { ids, press } = await makeHistory()
    const [gift] = await press(
      { gift: { giftId: '1001', count: 1, from: 'fan', to: 'host' } },
      { gift: { giftId: '7', count: 1, from: '1001', to: 'host' } },
    )
    const giftRoom = gift!.roomName
    expect(await ids({ text: 'rose', giftIds: ['1001'], giftRoom })).toEqual([gift!.id])
    expect(await ids({ text: 'rose', giftIds: ['1001'], giftRoom: 'Another room' })).toEqual([])
  })
})

describe('a burst that STOP cancelled', () => {
  it('folds into one row, and expands into all of them', async () => {
    const { history, press, deliver, activeSends, dir } = await makeHistory()
    const [before] = await press({})
    await deliver(before!.id)
    const burst = await press(...Array.from({ length: 40 }, () => ({})))
    await activeSends.stop()
    await until(() => onDisk(dir).sends.every(({ state }) => state !== 'queued'))
    const [after] = await press({})

    const folded = await history.search({}, { limit: 100, foldFrom: 5 })
    expect(folded.items.map(({ send }) => send.id)).toEqual([after!.id, burst.at(-1)!.id, before!.id])
    expect(folded.items[1]!.folded).toEqual({ stop: expect.any(Number), count: 40 })
    expect(folded).toMatchObject({ total: 3, more: false })

    const { stop } = folded.items[1]!.folded!
    const opened = await history.search({ stop }, { limit: 100 })
    expect(opened.items.map(({ send }) => send.id)).toEqual(burst.map(({ id }) => id).toReversed())
  })

  it('keeps each STOP apart, and shows a few rows unfolded', async () => {
    const { history, press, activeSends, dir } = await makeHistory()
    const stopAfter = async (presses: number) => {
      const sends = await press(...Array.from({ length: presses }, () => ({})))
      await activeSends.stop()
      await until(() => onDisk(dir).sends.every(({ state }) => state === 'cancelled'))
      return sends
    }
    await stopAfter(6)
    await stopAfter(7)
    await stopAfter(2)
    const { items, total } = await history.search({}, { limit: 100, foldFrom: 5 })
    expect(items.map(({ folded }) => folded?.count)).toEqual([undefined, undefined, 7, 6])
    expect(total).toBe(4)
  })

  it('counts only the sends that pass the other filters', async () => {
    const { history, press, activeSends, dir } = await makeHistory()
    await press(
      ...Array.from({ length: 12 }, (_, at) => ({
        gift: { giftId: at < 8 ? 'rose' : 'gem', count: 1, from: 'fan', to: 'host' },
      })),
    )
    await activeSends.stop()
    await until(() => onDisk(dir).sends.every(({ state }) => state === 'cancelled'))
    const { items } = await history.search({ text: 'rose' }, { limit: 100, foldFrom: 5 })
    expect(items).toHaveLength(1)
    expect(items[0]!.folded?.count).toBe(8)
  })
})

describe('reading the history', () => {
  it('includes a press as soon as it is durable', async () => {
    const { ids, press } = await makeHistory()
    for (let round = 0; round < 20; round++) {
      const [send] = await press({})
      expect((await ids({}))[0]).toBe(send!.id)
    }
  })

  it('uses hostile text only as a value', async () => {
    const { history, press } = await makeHistory()
    const [send] = await press({})
    await expect(history.search({ session: `x'; DELETE FROM sends; --` }, { limit: 1 })).resolves.toMatchObject({
      total: 0,
    })
    expect(await history.story(send!.id)).not.toBeNull()
  })
})
