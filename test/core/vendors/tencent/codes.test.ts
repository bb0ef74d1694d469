import { describe, expect, it } from 'vitest'
import { tencentCodes, tencentFailure } from '../../../../electron/core/vendors/tencent/failures.ts'
import { fail, makeTencent, rose } from './make-tencent.ts'

const fireAgainst = async (code: number) => {
  const { client, vendor } = makeTencent()
  vendor.answers(fail(code))
  return client.send(client.giftCall(rose))
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

// Every code of the common pages, of the live pages and of the three calls.
const documented = [
  [10017],
  range(60002, 60021),
  [70001, 70002, 70003, 70005, 70009, 70013, 70014, 70016, 70020, 70050, 70051, 70052],
  [70107, 70114, 70169, 70202, 70206, 70398, 70402, 70403, 70500],
  range(100001, 100013),
  [100015, 100016, 100017, 100018, 100019, 100020, 100026],
  [100601, 100602, 100603, 102001, 102002, 102004, 102008],
].flat()
const pausing = [
  [60004, 60005, 60006, 60010, 60016, 60017, 60020, 60021, 70002, 70003, 70005, 70009],
  [70013, 70014, 70016, 70020, 70051, 70403, 100004],
].flat()
const rate = [60007, 60011, 60018, 60019, 100012, 100602]
const unsure = [60008, 60013, 60014, 70169, 70202, 70500, 100001]
const alone = [70001, 70050, 70052]

describe('a code of Tencent', () => {
  it('is in the table when it is documented, and only then', () => {
    expect(tencentCodes.toSorted((a, b) => a - b)).toEqual(documented)
  })

  it.each(pausing)('pauses the connection: %i', async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'refused', pauses: true, code })
  })

  it.each(rate)('slows down and is retried: %i', async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'waiting', slows: true, code })
  })

  it.each(unsure)('makes the gift unknown: %i', async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'unknown', code })
  })

  it.each(documented.filter((code) => ![...pausing, ...rate, ...unsure, ...alone].includes(code)))(
    'refuses this one send: %i',
    async (code) => {
      const outcome = await fireAgainst(code)
      expect(outcome).toMatchObject({ state: 'refused', code })
      expect(outcome).not.toHaveProperty('pauses')
    },
  )

  it('makes the send wait a minute when too many sign-ins failed', async () => {
    expect(await fireAgainst(70050)).toMatchObject({ state: 'waiting', afterMs: 60_000, rests: true })
  })

  it('makes the send wait a second when the chat is full', async () => {
    expect(await fireAgainst(100602)).toMatchObject({ state: 'waiting', afterMs: 1000 })
  })

  it.each([102_100, 102_200])("is the customer's own refusal: %i", async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'refused', reason: 'billing-refused-with-code', code })
  })

  it.each([102_099, 102_201, 61_000, 79_999, 1, -1])(
    'makes the gift unknown when it is undocumented: %i',
    async (code) => {
      expect(await fireAgainst(code)).toMatchObject({ state: 'unknown', reason: 'code-unlisted', code })
    },
  )

  it('distinguishes a wrong region from a wrong key', () => {
    expect(tencentFailure(70020).reason).toBe('wrong-region')
    expect(tencentFailure(70009).reason).toBe('key-mismatch')
  })

  it("keeps the vendor's text and RequestId for the receipt", async () => {
    expect(await fireAgainst(102002)).toEqual({
      state: 'refused',
      reason: 'gift-unknown',
      code: 102002,
      vendorText: 'text of the vendor',
      requestId: 'Id-9-O-Seq-9',
    })
  })
})
