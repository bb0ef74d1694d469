import { describe, expect, it } from 'vitest'
import { answer, fakeClock, newYear } from '../fakes.ts'
import { fail, makeZego, ok, rose } from './make-zego.ts'

const anHourOn = 'Thu, 01 Jan 2026 01:00:00 GMT'
const timestamps = ({ vendor }: ReturnType<typeof makeZego>) =>
  vendor.sent.map((one) => Number(one.url.searchParams.get('Timestamp')) * 1000 - newYear)

describe("a wrong clock with ZEGO's games", () => {
  it('is corrected once, and the gift may be sent again', async () => {
    const made = makeZego()
    made.vendor.answers(fail(100_000_004, anHourOn), answer(ok([{ MsgId: 'a', Result: 0 }])))
    expect((await made.fire(rose('a'))).get('a')).toMatchObject({ state: 'waiting', renewed: true, code: 100_000_004 })
    expect((await made.fire(rose('a'))).get('a')).toMatchObject({ state: 'delivered' })
    expect(timestamps(made)).toEqual([0, 3_600_000])
    expect(made.client.clockSkewMs()).toBe(3_600_500)
  })

  it('pauses the connection when the correction does not help', async () => {
    const made = makeZego()
    made.vendor.answers(fail(100_000_004, anHourOn))
    await made.fire(rose('a'))
    expect((await made.fire(rose('a'))).get('a')).toMatchObject({
      state: 'refused',
      reason: 'signature-expired',
      pauses: true,
    })
  })

  it('is corrected once for all calls that were on the wire together', async () => {
    const made = makeZego()
    made.vendor.answers(fail(100_000_004, anHourOn))
    const [one, two] = await Promise.all([made.fire(rose('a')), made.fire(rose('b'))])
    expect(one.get('a')).toMatchObject({ state: 'waiting' })
    expect(two.get('b')).toMatchObject({ state: 'waiting' })
  })

  it('is not corrected as long as the vendor accepts its signatures', async () => {
    const made = makeZego()
    made.vendor.answers(answer(ok([]), { date: anHourOn }))
    await made.fire(rose('a'))
    await made.fire(rose('a'))
    expect(timestamps(made)).toEqual([0, 0])
    expect(made.client.clockSkewMs()).toBe(3_600_500)
  })

  it('is corrected for the timestamp of a gift too, once the vendor has refused our time', async () => {
    const made = makeZego()
    made.vendor.answers(fail(100_000_004, anHourOn), answer(ok([])))
    expect(made.client.giftTime()).toBe(newYear)
    await made.fire(rose('a'))
    expect(made.client.giftTime()).toBe(newYear + 3_600_500)
  })
})

describe('the timestamp of a gift', () => {
  const hour = 3_600_000
  const at = (year: number) => Date.UTC(year, 0, 1)
  const rightNow = new Date(newYear).toUTCString()

  it.each([
    ['1970', 0],
    ['2000', at(2000)],
    ['just before thirteen digits', 999_999_999_999],
    ['just past thirteen digits', 10_000_000_000_000],
    ['the last year there is', 8_640_000_000_000_000],
    ['a time before 1970', -1],
  ])('is unavailable if the clock says %s and no vendor has answered yet', (_, now) => {
    const { client } = makeZego({ clock: fakeClock(now) })
    expect(() => client.giftTime()).toThrow(expect.objectContaining({ reason: 'clock-unusable' }) as Error)
  })

  it.each([
    ['1970', 0],
    ['2000', at(2000)],
    ['a year ahead', newYear + 365 * 24 * hour],
    ['the last year there is', 8_640_000_000_000_000],
  ])('is correct if the clock says %s, once the vendor has given its time', async (_, now) => {
    const made = makeZego({ clock: fakeClock(now) })
    made.vendor.answers(fail(100_000_004, rightNow))
    await made.client.readResults(['a'])
    expect(Math.abs(made.client.giftTime() - newYear)).toBeLessThan(1_000)
  })

  it('is correct again at once when the host sets a clock that was unusable', async () => {
    const clock = fakeClock(0)
    const made = makeZego({ clock })
    made.vendor.answers(fail(100_000_004, rightNow), answer(ok([])))
    await made.client.readResults(['a'])
    clock.pass(8_000_000_000_000_000)
    expect(() => made.client.giftTime()).toThrow(expect.objectContaining({ reason: 'clock-unusable' }) as Error)
    clock.pass(newYear - clock.now())
    made.vendor.answers(fail(100_000_004, rightNow), answer(ok([])))
    await made.client.readResults(['a'])
    expect(Math.abs(made.client.giftTime() - newYear)).toBeLessThan(1_000)
  })
})
