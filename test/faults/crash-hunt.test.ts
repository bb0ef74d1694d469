import { describe, expect, it } from 'vitest'
import { inTier, seed } from '../support/tier.ts'
import { partOf } from '../support/workers.ts'
import { huntInLanes } from './crash-hunt/lanes.ts'
import { report } from './crash-hunt/report.ts'

const kills = inTier({ fast: 9, long: 300 })
/** This time-out only ends a hunt that hangs. */
const limitMs = 20 * 60_000

describe(`a headless process that is killed ${kills} times while it sends (seed ${seed})`, () => {
  it(
    'loses nothing, repeats nothing and claims nothing false',
    async () => {
      const startedAt = performance.now()
      const hunted = await huntInLanes({ host: partOf('hurried-host'), kills, lanes: 3, seed })
      console.log(report(hunted, { seed, seconds: (performance.now() - startedAt) / 1_000 }))
      expect(hunted.violations).toEqual([])
      expect(hunted.kills).toBeGreaterThanOrEqual(kills)
      expect(hunted.acknowledged).toBeGreaterThan(kills)
    },
    limitMs,
  )
})
