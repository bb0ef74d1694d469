import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
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
 * `npm run bench [-- --trials N --seconds N --only ledger]`: measures, prints, and writes docs/bench.md after a
 * complete run.
 */

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
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
let text = [
  '# Bench',
  'Written by `npm run bench`. Times are of this machine; what counts is the ratio to the peers and to the limit in the same run.',
  `${new Date().toISOString().slice(0, 10)}, ${machine}.`,
].join('\n\n')
process.stdout.write(`${text}\n`)
for (const name of names) {
  const part = await benches[name]!()
  process.stdout.write(`\n${part}\n`)
  text += `\n\n${part}`
}
if (values.only === undefined) writeFileSync(path.join(import.meta.dirname, '../../docs/bench.md'), `${text}\n`)
process.exit(0)
