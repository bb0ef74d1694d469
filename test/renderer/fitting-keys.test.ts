import { describe, expect, it } from 'vitest'
import { fitKeys } from '../../renderer/features/deck/grid-layout.ts'

/** The height of the panel's title and the multipliers. */
const above = 72

describe('the keys of a deck', () => {
  it('grow with the available space', () => {
    const small = fitKeys({ width: 442, height: 626, above }, 10)
    expect(small).toEqual({ columns: 4, compact: false })
    expect(fitKeys({ width: 555, height: 900, above }, 10)).toEqual({ columns: 3, compact: false })
  })

  it('are in more columns when more of them must be visible', () => {
    const room = { width: 555, height: 720, above }
    const columns = [6, 12, 24].map((keys) => fitKeys(room, keys).columns)
    expect(columns).toEqual(columns.toSorted((a, b) => a - b))
    expect(new Set(columns).size).toBeGreaterThan(1)
  })

  it('are flat in a low panel, so that all are visible', () => {
    expect(fitKeys({ width: 328, height: 452, above }, 10)).toEqual({ columns: 3, compact: true })
  })

  it('are flat if the live lock takes the space for square ones', () => {
    const dock = { width: 344, height: 590 }
    expect(fitKeys({ ...dock, above }, 10)).toEqual({ columns: 3, compact: false })
    expect(fitKeys({ ...dock, above: above + 108 }, 10)).toEqual({ columns: 3, compact: true })
  })

  it('stay big enough to press, and scroll, if nothing else fits', () => {
    expect(fitKeys({ width: 328, height: 700, above }, 200)).toEqual({ columns: 3, compact: false })
  })
})
