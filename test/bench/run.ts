import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchFolder } from './folder/bench-folder.ts'
import { benchGift } from './gift/bench-gift.ts'
import { benchShow } from './gift/bench-show.ts'
import { benchLanes } from './lanes/bench-lanes.ts'
import { benchLedger } from './ledger/bench-ledger.ts'
import { benchPage } from './page/bench-page.ts'
import { benchPageCpu } from './page/bench-page-cpu.ts'
import { benchObs } from './overlay/bench-obs.ts'
import { benchOverlay } from './overlay/bench-overlay.ts'
import { benchCrowd } from './press/bench-crowd.ts'
import { benchDevice } from './press/bench-device.ts'
import { benchPress } from './press/bench-press.ts'
import { benchSlices } from './press/bench-slices.ts'
import { benchSettling } from './press/bench-settling.ts'

/**
 * `npm run bench [-- --trials N --seconds N --only ledger --write]`: measures and prints. A complete run, or one with
 * `--write`, also writes the tables of docs/bench.md.
 */

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
if (!globalThis.gc) {
  // Memory per item can be measured only if garbage can be collected on demand.
  execFileSync(process.execPath, ['--expose-gc', import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(0)
}

const benches: Record<string, () => Promise<string>> = {
  press: benchPress,
  gift: benchGift,
  show: benchShow,
  device: benchDevice,
  crowd: benchCrowd,
  settling: benchSettling,
  slices: benchSlices,
  ledger: benchLedger,
  folder: benchFolder,
  page: benchPage,
  'page-cpu': benchPageCpu,
  overlay: benchOverlay,
  obs: benchObs,
  lanes: () => benchLanes({ trials: Number(values.trials), seconds: Number(values.seconds) }),
}
const names = values.only === undefined ? Object.keys(benches) : values.only.split(',')
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) throw new Error(`--only ${unknown.join()}: choose from ${Object.keys(benches).join(', ')}.`)

const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${platform()}, Node ${process.version}`
const measured = `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}.`
process.stdout.write(`${measured}\n`)
const tablesBegin = '<!-- The tables begin here. `npm run bench` writes them. -->'
const report = path.join(import.meta.dirname, '../../docs/bench.md')
for (const name of names) {
  const part = await benches[name]!()
  process.stdout.write(`\n${part}\n`)
  // Each part is written when it is known, so that a long run that ends early loses nothing.
  if (values.only === undefined || values.write)
    writeFileSync(report, withTables(readFileSync(report, 'utf8'), `${part}\n\n${measured}`))
}
process.exit(0)

/** Replaces the parts with the same headings, and adds new ones. The text before the tables is written by hand. */
function withTables(text: string, part: string): string {
  const [byHand = '', tables = ''] = text.split(tablesBegin)
  const parts = `${tables.trim()}\n\n${part}`.split(/^(?=## )/m)
  const byHeading = new Map(parts.map((each) => [each.split('\n', 1)[0]!, each.trim()]))
  return `${[byHand.trim(), tablesBegin, ...byHeading.values()].join('\n\n')}\n`
}
