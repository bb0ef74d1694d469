import { describe, expect, it } from 'vitest'
import { slidingSecond } from '../../../electron/core/sandbox/sliding-second.ts'
import { openSandbox } from './call-vendors.ts'

describe('a sliding second', () => {
  it('holds what came in the last 1,000 ms and nothing older', () => {
    const second = slidingSecond()
    expect([0, 400, 999].map((at) => second.add(at))).toEqual([1, 2, 3])
    expect(second.count(999.9)).toBe(3)
    expect(second.count(1_000)).toBe(2)
    expect(second.count(1_400)).toBe(1)
    expect(second.count(5_000)).toBe(0)
  })

  it('sees the burst across a border that two fixed seconds would miss', () => {
    const second = slidingSecond()
    for (let call = 0; call < 100; call++) second.add(950)
    expect(second.add(1_050)).toBe(101)
  })

  it('stays right over a long stream', () => {
    const second = slidingSecond()
    for (let at = 0; at < 60_000; at += 5) second.add(at)
    expect(second.count(59_995)).toBe(200)
  })
})

describe("the vendor's limits over HTTP", () => {
  it('lets 200 gifts a second through and answers 60007 to the rest, which use nothing up', async () => {
    const { sandbox, tencent } = await openSandbox()
    const started = performance.now()
    const codes = (await Promise.all(Array.from({ length: 220 }, () => tencent.gift()))).map(
      (each) => each['ErrorCode'],
    )
    const truth = await sandbox.truth()
    const lane = truth.lanes.find((each) => each.lane === 'tencent send_gift')
    const accepted = codes.filter((code) => code === 0).length
    expect(lane).toMatchObject({ limit: 200, calls: 220, tooMany: 220 - accepted })
    expect(truth.tencent.gifts).toHaveLength(accepted)
    // On a slow machine the 220 may take over a second, and then more of them are rightly let through.
    const most = performance.now() - started < 1_000 ? 200 : 220
    expect(accepted).toBeGreaterThanOrEqual(200)
    expect(accepted).toBeLessThanOrEqual(most)
    expect(await tencent.counts()).toMatchObject({ TotalCount: accepted })
  })

  it('opens again one second after the call that closed it, whatever was refused in between', async () => {
    const { tencent } = await openSandbox({ limits: { tencentCalls: 1 } })
    expect((await tencent.gift())['ErrorCode']).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect((await tencent.gift())['ErrorCode']).toBe(60007)
    await new Promise((resolve) => setTimeout(resolve, 520))
    expect((await tencent.gift())['ErrorCode']).toBe(0)
  })
})
