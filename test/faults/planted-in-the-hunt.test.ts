import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { long, seed } from '../support/tier.ts'
import { findMistakes, mistakesTable, mostKills } from './crash-hunt/find-mistakes.ts'
import { mistakes } from './crash-hunt/mistakes.ts'

describe(`a headless process with a planted mistake that is killed again and again (seed ${seed})`, long, () => {
  it(`is caught within ${mostKills} kills, whichever mistake it is`, async () => {
    const found = await findMistakes({ mistakes, dir: makeFolder(), lanes: 3, seed })
    console.log(mistakesTable(found))
    const missed = found.filter(({ afterKills }) => afterKills === null)
    expect(missed.map(({ mistake }) => mistake)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(10)
  })
})
