import { describe, expect, it } from 'vitest'
import { fitKeys } from '../../renderer/features/deck/fit-keys.ts'

describe('the keys of a deck', () => {
  it('grow with the room there is', () => {
    const small = fitKeys({ width: 442, height: 626 }, 10, false)
    expect(small).toEqual({ columns: 4, compact: false })
    expect(fitKeys({ width: 555, height: 900 }, 10, false)).toEqual({ columns: 3, compact: false })
  })

  it('stand closer where more of them have to be in sight', () => {
    const room = { width: 555, height: 720 }
    const columns = [6, 12, 24].map((keys) => fitKeys(room, keys, false).columns)
    expect(columns).toEqual(columns.toSorted((a, b) => a - b))
    expect(new Set(columns).size).toBeGreaterThan(1)
  })

  it('are low in a low panel, so that all are in sight', () => {
    expect(fitKeys({ width: 328, height: 452 }, 10, false)).toEqual({ columns: 3, compact: true })
  })

  it('stay big enough to hit, and scroll, where nothing helps', () => {
    expect(fitKeys({ width: 328, height: 700 }, 200, false)).toEqual({ columns: 3, compact: false })
  })
})
