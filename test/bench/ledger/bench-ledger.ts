import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openActiveSends, type ActiveSends } from '../../../electron/core/ledger/active-sends.ts'
import { openLedger } from '../../../electron/core/ledger/ledger.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { aPress } from '../a-press.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { removeFolder } from '../../support/this-system.ts'

const quiet = () => {}
const worker = new URL('../../../electron/core/ledger/worker.ts', import.meta.url)
const rows = 100_000

/** Measures how soon a press is durable, how many the disk takes a second, and how soon a full ledger is open again. */
export async function benchLedger(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  try {
    const open = async () => {
      const ledger = await openLedger({ worker, dir, clock: systemClock, policy: policy.ledger })
      return {
        ledger,
        activeSends: await openActiveSends({
          ledger,
          clock: systemClock,
          runId: 'bench',
          log: { info: quiet, warn: quiet, error: quiet },
          slices: createSlices({ clock: systemClock, policy: policy.eventLoop }),
          policy,
        }),
      }
    }
    const first = await open()
    const alone = await durable(first.activeSends, 500, 4)
    const burst = await manyAtOnce(first.activeSends, 5_000)
    await fill(first.activeSends, rows - 5_500)
    await endAll(first.activeSends)
    await first.ledger.close()

    const start = performance.now()
    const second = await open()
    const restartMs = performance.now() - start
    await second.ledger.close()
    return [
      '## Ledger',
      table(
        ['what', 'seen', 'target'],
        [
          ['press to durable, one at a time, p50 ms', figure(alone.p50, 2), ''],
          ['press to durable, one at a time, p99 ms', figure(alone.p99, 2), '<= 5'],
          ['presses recorded a second, 5,000 at once', figure(burst, 0), ''],
          [`open again with ${rows.toLocaleString('en')} rows, ms`, figure(restartMs, 0), '<= 500'],
        ],
      ),
    ].join('\n\n')
  } finally {
    removeFolder(dir)
  }
}

async function durable(activeSends: ActiveSends, presses: number, apartMs: number) {
  const waits: number[] = []
  for (let i = 0; i < presses; i++) {
    const start = performance.now()
    await activeSends.add(aPress())
    waits.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, apartMs))
  }
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) }
}

async function manyAtOnce(activeSends: ActiveSends, presses: number): Promise<number> {
  const start = performance.now()
  await Promise.all(Array.from({ length: presses }, () => activeSends.add(aPress())))
  return presses / ((performance.now() - start) / 1_000)
}

async function fill(activeSends: ActiveSends, presses: number) {
  for (let left = presses; left > 0; left -= 5_000) await manyAtOnce(activeSends, Math.min(5_000, left))
}

/** Ends all sends, because a restart finds what an evening leaves: sends that have ended. */
async function endAll(activeSends: ActiveSends) {
  const open = [...activeSends.open()]
  for (let at = 0; at < open.length; at += 5_000)
    await Promise.all(
      open.slice(at, at + 5_000).map(({ id }) => activeSends.change(id, { state: 'cancelled', reason: 'discarded' })),
    )
}
