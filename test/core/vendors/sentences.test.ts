import { describe, expect, it } from 'vitest'
import { giftFailure, zegoCodes, zegoFailure, zegoResults } from '../../../electron/core/vendors/zego/outcome.ts'
import { tencentCodes, tencentFailure } from '../../../electron/core/vendors/tencent/failures.ts'
import { english, simplifiedChinese } from '../../../shared/sentences/sentences.ts'

const everyReason = [
  ...[...tencentCodes, 102_100, 1].map((code) => tencentFailure(code).reason),
  ...[...zegoCodes, 1].map((code) => zegoFailure(code).reason),
  ...[...zegoResults, 1].map((result) => giftFailure(result).reason),
]

describe('the sentences of a code', () => {
  it('exist for every code, in both languages', () => {
    for (const reason of everyReason) {
      expect(english).toHaveProperty([reason])
      expect(simplifiedChinese).toHaveProperty([reason])
    }
  })

  it('have the same keys in both languages', () => {
    expect(Object.keys(simplifiedChinese)).toEqual(Object.keys(english))
  })

  it('end with a full stop and are shorter than 140 characters', () => {
    for (const catalogue of [english, simplifiedChinese]) {
      const words = Object.values(catalogue).flatMap((one) => [one.happened, one.viewers, one.advice])
      for (const sentence of words) {
        expect(sentence).toMatch(/[.。]$/)
        expect(sentence.length).toBeLessThan(140)
      }
    }
  })

  it('contain Chinese characters in the Chinese catalogue', () => {
    for (const sentence of Object.values(simplifiedChinese)) expect(sentence.happened).toMatch(/\p{Script=Han}/u)
  })
})
