import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kinds, runRow } from './matrix/run-row.ts'
import { openFaultSetup, type FaultSetup } from './matrix/stage.ts'
import { table } from './matrix/table.ts'
import { isLong } from '../support/tier.ts'

const names = { gift: 'a Tencent gift', announcement: 'an announcement', zego: 'a ZEGO gift' }

let setup: FaultSetup
beforeAll(async () => void (setup = await openFaultSetup()))
afterAll(() => setup.close())

describe.each(Object.entries(table))('%s', (_, rows) => {
  for (const [fault, row] of Object.entries(rows)) {
    // An announcement takes the same path as a Tencent gift; its rows run in the long tier.
    for (const kind of isLong ? (['gift', 'announcement', 'zego'] as const) : (['gift', 'zego'] as const)) {
      const outcome = row[kind] ?? (kind === 'zego' ? undefined : row.tencent)
      if (!outcome) continue
      const wanted = { first: outcome.reason, ...outcome, missingTexts: [], malformed: [] }
      it(`${fault}: ${names[kind]} ends as ${outcome.state}`, async () => {
        expect(await runRow(setup, row, kinds[kind], outcome)).toEqual(wanted)
      })
    }
  }
})
