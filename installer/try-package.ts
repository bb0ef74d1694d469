import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { systemOf } from './trial/system.ts'
import { tryPackage } from './trial/trial.ts'

/**
 * `node installer/try-package.ts [arguments for electron-builder]`: makes a package as for a release, starts it, fires
 * a gift in it, and checks its log, ledger, fuses, signature and integrity. Then it updates the package from a feed on
 * this computer. A check that this system cannot run is reported as skipped, with the reason.
 */

// Not in the temporary folder of the system: on Windows that may be on another drive, and its path may be a short name.
const dist = path.resolve(import.meta.dirname, '../dist')
mkdirSync(dist, { recursive: true })
const folder = mkdtempSync(path.join(dist, 'trial-'))
try {
  const { failed } = await tryPackage({
    system: systemOf(process.platform),
    folder,
    args: process.argv.slice(2),
    say: console.log,
  })
  if (failed > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
