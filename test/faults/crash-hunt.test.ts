import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildHost, hurried } from './crash-hunt/build-host.ts'
import { findMistakes, mistakesTable } from './crash-hunt/find-mistakes.ts'
import { huntInLanes } from './crash-hunt/lanes.ts'
import { mistakes } from './crash-hunt/mistakes.ts'
import { report } from './crash-hunt/report.ts'

function makeHostFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-host-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const seed = Date.now() % 1_000_000
const limitMs = 20 * 60_000

describe('a host that is killed again and again while it sends', () => {
  it(
    'loses nothing, repeats nothing and claims nothing that is not so, over 300 kills',
    async () => {
      const startedAt = performance.now()
      const host = await buildHost(makeHostFolder(), hurried)
      const hunted = await huntInLanes({ host, kills: 300, lanes: 3, seed })
      console.log(report(hunted, { seed, seconds: (performance.now() - startedAt) / 1_000 }))
      expect(hunted.violations).toEqual([])
      expect(hunted.kills).toBeGreaterThanOrEqual(300)
      expect(hunted.acknowledged).toBeGreaterThan(300)
    },
    limitMs,
  )

  it(
    'would be caught at every one of these mistakes within 30 kills',
    async () => {
      const found = await findMistakes({ mistakes, dir: makeHostFolder(), lanes: 3, seed })
      console.log(mistakesTable(found))
      const missed = found.filter(({ afterKills }) => afterKills === null)
      expect(missed).toEqual([])
      expect(found.length).toBeGreaterThanOrEqual(10)
    },
    limitMs,
  )
})
