import { describe, expect, it } from 'vitest'
import type { Clock } from '../../electron/core/ports.ts'
import { systemClock } from '../../electron/core/platform/system.ts'
import type { FireGift } from '../../shared/contract/gifts.ts'
import type { SendState } from '../../shared/contract/send.ts'
import { makeApp, makeFolder, makeVendors, memorySecrets, memorySettings, roomAt } from '../support/make-app.ts'
import type { Client } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { rowsInTier } from '../support/tier.ts'

/**
 * A wrong clock must not change the result of an evening. The vendors keep the right time; the computer's clock shows
 * what the row says, from the start of a run or from the middle of it.
 */

const secondMs = 1_000
const hourMs = 3_600 * secondMs
const dayMs = 24 * hourMs
const to = (date: string) => Date.parse(date) - Date.now()

interface Row {
  name: string
  /** How far the wall clock is off, in ms. */
  wall: number
  /** How long the computer sleeps; the wall clock goes on in that time. */
  sleep?: number
}

const rows: Row[] = [
  { name: '1970', wall: to('1970-01-01T00:10:00Z') },
  { name: '2000-01-01', wall: to('2000-01-01T00:00:00Z') },
  { name: 'a year ahead', wall: 365 * dayMs },
  { name: 'a day back', wall: -dayMs },
  { name: 'a minute ahead', wall: 61 * secondMs },
  { name: 'a minute back', wall: -61 * secondMs },
  { name: 'thirty years ahead', wall: 30 * 365 * dayMs },
  { name: 'an hour of sleep', wall: 0, sleep: hourMs },
]

/** Makes the real clock with a wall time that a test can set, and with sleep. */
function makeClock() {
  let wallMs = 0
  let sleptMs = 0
  const clock: Clock = {
    ...systemClock,
    now: () => systemClock.now() + wallMs + sleptMs,
    elapsed: () => systemClock.elapsed() + sleptMs,
  }
  return {
    clock,
    apply({ wall, sleep = 0 }: Row) {
      wallMs += wall
      sleptMs += sleep
    },
    setRight: () => void (wallMs = -sleptMs),
  }
}

const rose: FireGift = { vendor: 'tencent', giftId: 'rose', count: 1 }
const soldier: FireGift = { vendor: 'zego', giftId: 'rose', count: 1, value: 10 }
const endStates: SendState[] = ['delivered', 'refused', 'dropped', 'cancelled', 'expired']

const ends = (client: Client, id: string) =>
  until(async () => {
    const send = await client.sends.get({ id })
    return endStates.includes(send.state) ? send : null
  })

/** Runs an evening with three presses under keys and one whose answer is lost. Returns all that a test needs. */
async function makeEvening() {
  const vendors = await makeVendors()
  const ports = { settings: memorySettings(), secrets: memorySecrets(), paths: { dataDir: makeFolder(), workers } }
  const time = makeClock()
  const start = () => makeApp({ ...ports, clock: time.clock })
  const first = await start()
  await first.client.room.set(roomAt(vendors, { environment: 'live', limits: { tencentPerSecond: 4 } }))
  await first.client.safety.arm({ seconds: 600, hold: true })
  const keyed = (client: Awaited<ReturnType<typeof start>>, nth: number) =>
    client.as({ scopes: ['read', 'fire'], idempotencyKey: `press ${nth}` }).gifts.fire(rose)
  const pressed = await Promise.all([1, 2, 3].map((nth) => keyed(first, nth)))
  for (const { id } of pressed) await ends(first.client, id)
  await vendors.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
  const lost = await first.client.gifts.fire(rose)
  await until(async () => (await first.client.sends.get({ id: lost.id })).state === 'unknown')
  return { vendors, time, start, first, keyed, ids: pressed.map(({ id }) => id), lost: lost.id }
}

const states = async (client: Client, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await client.sends.get({ id })).state))

describe.each(rowsInTier(rows, ['1970', 'a year ahead', 'an hour of sleep']))('the clock: $name', (row) => {
  it('while sends wait in the queue: none expires, none is lost, and the lock closes in time', async () => {
    const { vendors, time, first, keyed, ids, lost } = await makeEvening()
    const { client } = first
    const waiting = await Promise.all(Array.from({ length: 8 }, () => client.gifts.fire(rose)))
    time.apply(row)
    const ended = await Promise.all(waiting.map(({ id }) => ends(client, id)))
    // An hour of sleep is longer than a send may wait, and it counts; a clock that was set does not count.
    const allowed = row.sleep === undefined ? ['delivered'] : ['delivered', 'expired']
    expect(ended.filter(({ state }) => !allowed.includes(state)).map(({ state, reason }) => [state, reason])).toEqual(
      [],
    )
    const delivered = ended.filter(({ state }) => state === 'delivered').length
    expect((await vendors.recording()).tencent.gifts).toHaveLength(4 + delivered)

    const isShut = row.wall > 600 * secondMs || row.sleep !== undefined
    const next = await client.gifts.fire(rose).then(
      ({ id }) => ends(client, id).then(({ state }) => state),
      (error: { code: string }) => error.code,
    )
    expect(next).toBe(isShut ? 'LOCKED' : 'delivered')
    const known = await Promise.all(ids.map((_, at) => keyed(first, at + 1)))
    expect(known.map(({ id }) => id)).toEqual(ids)
    expect(await states(client, [...ids, lost])).toEqual(['delivered', 'delivered', 'delivered', 'unknown'])
  })

  it('over two starts and one with the right clock: no receipt or key is lost, nothing is sent twice', async () => {
    const { vendors, time, start, first, keyed, ids, lost } = await makeEvening()
    await first.stop()
    time.apply(row)
    const later: string[] = []
    for (const run of ['wrong', 'wrong again', 'right']) {
      if (run === 'right') time.setRight()
      const again = await start()
      // By now the page has loaded once, and the retention job has run.
      await again.client.sends.list({})
      const known = await Promise.all(ids.map((_, at) => keyed(again, at + 1)))
      expect(known.map(({ id }) => id)).toEqual(ids)
      expect(await states(again.client, [...ids, lost])).toEqual(['delivered', 'delivered', 'delivered', 'unknown'])
      expect((await again.client.status.get()).remarks.filter(({ kind }) => kind === 'erased-old')).toEqual([])
      await again.client.safety.arm({ seconds: 60, hold: true })
      for (const gift of [rose, soldier]) {
        const { id } = await again.client.gifts.fire(gift)
        const { state, message } = await ends(again.client, id)
        // If a vendor rejects the date, the receipt says so; there must be no other effect.
        expect([run, state, message]).toEqual([run, expect.stringMatching(/^(delivered|refused)$/), expect.anything()])
        expect(state === 'delivered' || /clock/i.test(message)).toBe(true)
        later.push(state)
      }
      await again.stop()
    }
    expect(later.slice(-2)).toEqual(['delivered', 'delivered'])
    const { tencent, zego } = await vendors.recording()
    const delivered = later.filter((state) => state === 'delivered').length
    expect(tencent.gifts.length + zego.gifts.filter(({ applied }) => applied).length).toBe(4 + delivered)
  })
})
