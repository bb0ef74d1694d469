import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import type { Patch } from '../../../electron/core/ledger/active-sends.ts'
import { makeFolder } from '../../support/make-app.ts'
import { copyOlderFolder } from '../../support/older-folder.ts'
import { newSend, startRun } from './make-ledger.ts'

const columns = 'session, vendor, kind, state'
const counted = `SELECT ${columns}, count(*) AS sends, sum(pieces) AS pieces, coalesce(sum(coins), 0) AS coins,
    count(coins) AS priced FROM history GROUP BY ${columns} ORDER BY ${columns}`
const kept = `SELECT ${columns}, sends, pieces, coins, priced FROM totals WHERE sends > 0 ORDER BY ${columns}`

/** The totals of a ledger, counted row by row and as they are kept. */
function totalsIn(dir: string) {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'), { readOnly: true })
  const both = { counted: db.prepare(counted).all(), kept: db.prepare(kept).all() }
  db.close()
  return both
}

const sending: Patch = { state: 'sending', reason: 'sending', attempts: 1 }
const ends: Patch[] = [
  { state: 'delivered', reason: 'delivered-ok' },
  { state: 'refused', reason: 'gift-unknown' },
  { state: 'unknown', reason: 'timed-out' },
]

it('the totals that are kept equal a count of all rows, whatever became of the sends', async () => {
  const dir = makeFolder()
  const { activeSends, end } = await startRun({ dir })
  const sends = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      activeSends.add({
        ...newSend(),
        session: `session-${at % 3}`,
        gift: { giftId: 'rose', count: 1 + (at % 5), from: 'fan', to: 'host' },
        ...(at % 2 === 0 && { coins: at }),
      }),
    ),
  )
  for (const [at, { id }] of sends.entries()) {
    if (at % 4 === 3) continue
    await activeSends.change(id, sending)
    await activeSends.change(id, ends[at % 4]!)
  }
  const { kept: before, counted: rows } = totalsIn(dir)
  expect(before).toEqual(rows)
  expect(before.length).toBeGreaterThan(6)
  await activeSends.erase(0)
  await end()
  const after = totalsIn(dir)
  expect(after.kept).toEqual(after.counted)
  expect(after.kept).not.toEqual(before)
})

it('a ledger of an earlier build gets its totals at the first start', async () => {
  const dir = copyOlderFolder().dataDir
  const { end } = await startRun({ dir })
  await end()
  const { kept: totals, counted: rows } = totalsIn(dir)
  expect(totals).toEqual(rows)
  expect(totals.length).toBeGreaterThan(0)
})
