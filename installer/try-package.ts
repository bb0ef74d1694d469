import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { systemOf } from './trial/system.ts'
import { tryPackage } from './trial/trial.ts'

/**
 * `node installer/try-package.ts [what electron-builder is to know]`: makes a package as a release does, starts it, fires a
 * gift in it, reads its log and its ledger, checks its fuses, its signature and its integrity, and updates it from a feed on
 * this computer. What this system cannot show is said to be skipped, with the reason.
 */

// Not in the system's folder for such things: on Windows that may lie on another drive, and has a short name.
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
