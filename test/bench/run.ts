import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, platform, release } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchLanes } from './lanes/bench-lanes.ts'
import { benchLedger } from './ledger/bench-ledger.ts'
import { benchPress } from './press/bench-press.ts'
import { benchSettling } from './press/bench-settling.ts'

/** `npm run bench [-- --trials N --seconds N]`: measures, prints, and writes docs/bench.md. */

const { values } = parseArgs({
  options: { trials: { type: 'string', default: '3' }, seconds: { type: 'string', default: '4' } },
})
if (!globalThis.gc) {
  // Memory an item can be told only when garbage can be collected on demand.
  execFileSync(process.execPath, ['--expose-gc', import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(0)
}

const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${platform()} ${release()}, Node ${process.version}`
const parts = [
  await benchPress(),
  await benchSettling(),
  await benchLedger(),
  await benchLanes({ trials: Number(values.trials), seconds: Number(values.seconds) }),
]
const text = [
  '# Bench',
  'Written by `npm run bench`. Times are of this machine; what counts is the ratio to the peers and to the limit in the same run.',
  `${new Date().toISOString().slice(0, 10)}, ${machine}.`,
  ...parts,
].join('\n\n')
writeFileSync(path.join(import.meta.dirname, '../../docs/bench.md'), `${text}\n`)
process.stdout.write(`${text}\n`)
process.exit(0)
