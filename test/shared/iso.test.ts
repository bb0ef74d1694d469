import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { iso, isIso } from '../../shared/domain/time.ts'

const contract = z.iso.datetime()
const anyTime = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 8.64e15, 8.64e15 + 1, -8.64e15, Number.NaN, Infinity, -Infinity, 253_402_300_800_000),
)

describe('a time as text', () => {
  it('is valid for the contract, whatever the clock says', () => {
    const wrong = fc.sample(anyTime, 5_000).filter((ms) => !contract.safeParse(iso(ms)).success)
    expect(wrong).toEqual([])
  })

  it('is unchanged if its year has four digits', () => {
    const wrong = fc.sample(anyTime, 5_000).filter((ms) => isIso(ms) && Math.abs(Date.parse(iso(ms)) - ms) >= 1)
    expect(wrong).toEqual([])
  })

  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [8.64e15, '9999-12-31T23:59:59.999Z'],
    [Number.NaN, '1970-01-01T00:00:00.000Z'],
  ])('of %s is %s', (ms, text) => {
    expect(iso(ms)).toBe(text)
  })
})
