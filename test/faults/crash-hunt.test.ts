import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { inTier, seed } from '../support/tier.ts'
import { buildHost, hurried } from './crash-hunt/build-host.ts'
import { huntInLanes } from './crash-hunt/lanes.ts'
import { report } from './crash-hunt/report.ts'

const kills = inTier({ fast: 30, long: 300 })
/** Only ends a hunt that hangs. */
const limitMs = 20 * 60_000

describe(`a host that is killed ${kills} times while it sends (seed ${seed})`, () => {
  it(
    'loses nothing, repeats nothing and claims nothing that is not so',
    async () => {
      const startedAt = performance.now()
      const host = await buildHost(makeFolder(), hurried)
      const hunted = await huntInLanes({ host, kills, lanes: 3, seed })
      console.log(report(hunted, { seed, seconds: (performance.now() - startedAt) / 1_000 }))
      expect(hunted.violations).toEqual([])
      expect(hunted.kills).toBeGreaterThanOrEqual(kills)
      expect(hunted.acknowledged).toBeGreaterThan(kills)
    },
    limitMs,
  )
})
