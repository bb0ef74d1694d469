import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildHost } from './build-host.ts'
import { huntInLanes } from './lanes.ts'
import { report } from './report.ts'
import { removeFolder } from '../../support/this-system.ts'

// node test/faults/crash-hunt/run.ts --kills 10000 [--seed N] [--lanes N] [--as-built]
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string' },
    lanes: { type: 'string', default: '3' },
    /** With the product's own waits, so that a round sees fewer retries and queries. */
    'as-built': { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-host-'))
const startedAt = performance.now()
let kills = 0
try {
  const host = await buildHost(dir, { entry: values['as-built'] ? 'product' : 'hurried' })
  const hunted = await huntInLanes({
    host,
    kills: Number(values.kills),
    lanes: Number(values.lanes),
    seed,
    onKill() {
      if (++kills % 50 === 0) console.error(`${kills} kills, ${Math.round((performance.now() - startedAt) / 1_000)} s`)
    },
  })
  console.log(report(hunted, { seed, seconds: (performance.now() - startedAt) / 1_000 }))
  if (hunted.violations.length > 0) process.exitCode = 1
} finally {
  removeFolder(dir)
}
