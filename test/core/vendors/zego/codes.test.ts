import { describe, expect, it } from 'vitest'
import { zegoCodes, zegoResults } from '../../../../electron/core/vendors/zego/outcome.ts'
import { answer } from '../fakes.ts'
import { fail, makeZego, rose } from './make-zego.ts'

const fireAgainst = async (code: number) => {
  const { vendor, fire } = makeZego()
  vendor.answers(fail(code))
  return (await fire(rose('a'))).get('a')
}

const gateway = Array.from({ length: 18 }, (_, index) => 100_000_000 + index)
const game = [
  [7_200_004, 7_200_401, 7_201_003, 7_201_005, 7_202_000, 7_202_001, 7_202_002, 7_202_003, 7_203_001],
  [7_204_002, 7_205_001, 7_206_001, 7_206_004, 7_206_005, 7_208_000, 7_210_000, 7_210_001],
].flat()
const documented = [7, 206, ...game, ...gateway]
const retried = [7_202_000, 7_210_000, 100_000_015]
const slowing = [7, 206, 7_206_005]
const pausing = [
  [7_202_001, 7_202_003, 7_203_001, 7_206_001],
  [100_000_001, 100_000_005, 100_000_010, 100_000_011, 100_000_016, 100_000_017],
].flat()

describe('a code of ZEGO', () => {
  it('is in the table when it is documented, and only then', () => {
    expect(zegoCodes.toSorted((a, b) => a - b)).toEqual(documented)
    expect(zegoResults).toEqual([10003, 10004, 10005, 10006])
  })

  it.each(retried)('recorded nothing and is retried with the same ids: %i', async (code) => {
    const outcome = await fireAgainst(code)
    expect(outcome).toMatchObject({ state: 'waiting', code })
    expect(outcome).not.toHaveProperty('slows')
  })

  it.each(slowing)('slows down: %i', async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'waiting', slows: true, code })
  })

  it.each(pausing)('pauses the connection: %i', async (code) => {
    expect(await fireAgainst(code)).toMatchObject({ state: 'refused', pauses: true, code })
  })

  it.each(documented.filter((code) => ![...retried, ...slowing, ...pausing, 100_000_004].includes(code)))(
    'refuses only this batch: %i',
    async (code) => {
      const outcome = await fireAgainst(code)
      expect(outcome).toMatchObject({ state: 'refused', code })
      expect(outcome).not.toHaveProperty('pauses')
    },
  )

  it('is refused when it is undocumented, since a failed batch records nothing', async () => {
    expect(await fireAgainst(999)).toMatchObject({ state: 'refused', reason: 'vendor-refused', code: 999 })
  })

  it('comes with the text and the RequestId of the vendor, never as a number', async () => {
    expect(await fireAgainst(7_208_000)).toMatchObject({
      vendorText: 'text of the vendor',
      requestId: '9007199254740993123',
    })
  })

  it('slows down on HTTP 429 as well', async () => {
    const { vendor, fire } = makeZego()
    vendor.answers(answer('busy', { status: 429 }))
    expect((await fire(rose('a'))).get('a')).toMatchObject({ state: 'waiting', slows: true })
  })
})
