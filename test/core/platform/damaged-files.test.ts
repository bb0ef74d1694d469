import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { damages } from './damage.ts'
import { inTier, seed } from '../../support/tier.ts'
import { makeBases, makeTestFolder } from './folders.ts'
import { filesOf, startOverDamage } from './start-over-damage.ts'
import { removeFolder } from '../../support/this-system.ts'

const folders = inTier({ fast: 100, long: 1_000 })

/**
 * * Damages one file in each of many folders. Whatever the damage, a start either names what it renamed, with the bytes
 * intact, or refuses with the file's name and loses nothing. No part is treated as if it had never been set.
 */

describe(`a file of the data folder that is damaged (${folders} times, seed ${seed})`, () => {
  it('is renamed or refused by name, and never overwritten', { timeout: 300_000 }, async () => {
    const parent = makeTestFolder()
    const bases = await makeBases(parent)
    const ends: Record<string, number> = {}
    const dir = path.join(parent, 'damaged')
    await fc.assert(
      fc.asyncProperty(fc.nat(bases.length - 1), fc.nat(), damages, async (which, nth, damage) => {
        const base = bases[which]!
        removeFolder(dir)
        const names = filesOf(base)
        const name = names[nth % names.length]!
        const end = await startOverDamage(dir, base, name, damage).catch((error: Error) => {
          error.message = `${name} of the folder "${base.name}": ${error.message}`
          throw error
        })
        ends[end] = (ends[end] ?? 0) + 1
      }),
      { numRuns: folders, seed },
    )
    // Unless each end occurred often enough, this test would prove nothing.
    expect(Object.keys(ends).toSorted()).toEqual(['opened', 'refused', 'set aside'])
    expect(ends['set aside']).toBeGreaterThan(folders / 5)
    expect(ends['refused']).toBeGreaterThan(folders / 20)
  })
})
