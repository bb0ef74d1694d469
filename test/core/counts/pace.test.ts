import { describe, expect, it } from 'vitest'
import { pace } from '../../../electron/core/counts/receiver-watches.ts'
import { policy } from '../../../electron/core/policy.ts'

const paceOf = (place: number, count: number, perSecond: number) => pace({ place, count, perSecond }, policy.counts)

const callsPerSecond = (count: number, perSecond: number) =>
  Array.from({ length: count }, (_, place) => 1_000 / paceOf(place, count, perSecond)).reduce(
    (sum, each) => sum + each,
    0,
  )

describe('the polling interval of receivers', () => {
  it("is two seconds for the room's own, however many others there are", () => {
    for (const count of [1, 2, 5, 8]) expect(paceOf(0, count, 200)).toBe(2_000)
  })

  it('is two seconds for one or two other receivers, and seven seconds for seven', () => {
    expect([paceOf(1, 2, 200), paceOf(2, 3, 200), paceOf(7, 8, 200)]).toEqual([2_000, 2_000, 7_000])
  })

  it("leaves half of the lane free, at the vendor's present limit", () => {
    for (const perSecond of [0.5, 1, 2, 20, 200])
      for (const count of [1, 3, 8]) expect(callsPerSecond(count, perSecond)).toBeLessThanOrEqual(perSecond / 2 + 0.001)
  })
})
