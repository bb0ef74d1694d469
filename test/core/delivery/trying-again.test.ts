import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { retryIn } from '../../../electron/core/delivery/retries.ts'
import { fakeRandom } from '../vendors/fakes.ts'

const waiting = { state: 'waiting', reason: 'rate-limited' } as const
const after = (put: number, more: object = {}, renewed = false) =>
  retryIn({ ...waiting, ...more }, { count: put, renewed }, { random: fakeRandom(), policy: policy.sending })

describe('a send that was provably not applied', () => {
  it('is retried three times, with longer waits, and then no more', () => {
    const waits = [0, 1, 2].map((put) => after(put)!)
    for (const [index, base] of [1_000, 2_000, 4_000].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(base)
      expect(waits[index]).toBeLessThanOrEqual(base * 1.2)
    }
    expect(after(3)).toBeNull()
  })

  it('waits as long as the vendor asks', () => {
    expect(after(0, { afterMs: 60_000 })).toBe(60_000)
  })

  it('is sent at once with a new signature, but only once', () => {
    expect(after(0, { renewed: true })).toBe(0)
    expect(after(0, { renewed: true }, true)).toBeNull()
  })
})
