import { describe, expect, it } from 'vitest'
import { slidingSecond } from '../../../electron/core/sandbox/record.ts'
import { openHeldVendors } from './held-vendors.ts'

describe('a sliding second', () => {
  it('holds what came in the last 1,000 ms and nothing older', () => {
    const second = slidingSecond()
    expect([0, 400, 999].map((at) => second.add(at))).toEqual([1, 2, 3])
    expect(second.count(999.9)).toBe(3)
    expect(second.count(1_000)).toBe(2)
    expect(second.count(1_400)).toBe(1)
    expect(second.count(5_000)).toBe(0)
  })

  it('detects the burst across a border that two fixed seconds would miss', () => {
    const second = slidingSecond()
    for (let call = 0; call < 100; call++) second.add(950)
    expect(second.add(1_050)).toBe(101)
  })

  it('stays correct over a long stream', () => {
    const second = slidingSecond()
    for (let at = 0; at < 60_000; at += 5) second.add(at)
    expect(second.count(59_995)).toBe(200)
  })
})

describe("the vendor's limits over HTTP", () => {
  it('accept 200 gifts a second and answer 60007 to the rest', async () => {
    const { recording, tencent } = await openHeldVendors()
    const answers = await Promise.all(Array.from({ length: 220 }, () => tencent.gift()))
    const codes = answers.map((answer) => answer['ErrorCode'])
    expect(codes.filter((code) => code === 0)).toHaveLength(200)
    expect(codes.filter((code) => code === 60007)).toHaveLength(20)
    const lane = recording().lanes.find((each) => each.lane === 'tencent send_gift')
    expect(lane).toMatchObject({ limit: 200, calls: 220, worstSecond: 220, tooMany: 20 })
    expect(recording().tencent.gifts).toHaveLength(200)
    expect(await tencent.counts()).toMatchObject({ TotalCount: 200 })
  })

  it('accept a call one second after the call that reached them, whatever was refused in between', async () => {
    const { clock, tencent } = await openHeldVendors({ tencentCalls: 1 })
    expect((await tencent.gift())['ErrorCode']).toBe(0)
    await clock.advance(500)
    expect((await tencent.gift())['ErrorCode']).toBe(60007)
    await clock.advance(499)
    expect((await tencent.gift())['ErrorCode']).toBe(60007)
    await clock.advance(1)
    expect((await tencent.gift())['ErrorCode']).toBe(0)
  })
})
