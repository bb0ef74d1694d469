import { describe, expect, it } from 'vitest'
import { answer, newYear } from '../fakes.ts'
import { fail, makeZego, ok, rose } from './make-zego.ts'

const anHourOn = 'Thu, 01 Jan 2026 01:00:00 GMT'
const timestamps = ({ vendor }: ReturnType<typeof makeZego>) =>
  vendor.sent.map((one) => Number(one.url.searchParams.get('Timestamp')) * 1000 - newYear)

describe("a computer whose clock is wrong, seen from ZEGO's games", () => {
  it('is corrected once, and the gift may go out again', async () => {
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

  it('is left alone as long as the vendor takes its signatures', async () => {
    const made = makeZego()
    made.vendor.answers(answer(ok([]), { date: anHourOn }))
    await made.fire(rose('a'))
    await made.fire(rose('a'))
    expect(timestamps(made)).toEqual([0, 0])
    expect(made.client.clockSkewMs()).toBe(3_600_500)
  })
})
