import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { long, seed } from '../support/tier.ts'
import { findMistakes, mistakesTable } from './crash-hunt/find-mistakes.ts'
import { mistakes } from './crash-hunt/mistakes.ts'

describe(`a headless process with a planted mistake that is killed again and again (seed ${seed})`, long, () => {
  it('is caught within 30 kills, whichever mistake it is', async () => {
    const found = await findMistakes({ mistakes, dir: makeFolder(), lanes: 3, seed })
    console.log(mistakesTable(found))
    expect(found.filter(({ afterKills }) => afterKills === null)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(10)
  })
})
