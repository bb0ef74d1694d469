import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { asideName, moveAside } from '../platform/set-aside.ts'
import { isOwnFile, isThere } from '../platform/plain-file.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import { lookAtMark, markFile } from './high-water-mark.ts'

/**
 * What lies beside the ledger under a name that belongs to it, and is something else. SQLite empties or removes a log or a
 * journal that is none without a word, and where a folder or a link has such a name it cannot open the ledger itself.
 */
export function setAsideForeign(ledger: string, now: number): StartupNotice[] {
  const setAside = (file: string, tell: (names: { name: string; file: string }) => StartupNotice) => {
    const aside = asideName(file, now)
    moveAside(file, aside)
    return tell({ name: path.basename(file), file: path.basename(aside) })
  }
  const log = `${ledger}-wal`
  const others = ownNames.map((suffix) => `${ledger}${suffix}`)
  return [
    ...(lookAtMark(ledger) ? [] : [setAside(markFile(ledger), startupNotices['mark-set-aside'])]),
    ...(isForeign(log) ? [setAside(log, startupNotices['log-set-aside'])] : []),
    ...others.filter(isForeign).map((file) => setAside(file, startupNotices['odd-set-aside'])),
  ]
}

/** Made by SQLite or while a ledger is replaced, and made anew when they are needed. */
const ownNames = ['-journal', '-shm', '.new', '.new-wal', '.new-shm', '.new-journal']

/** https://sqlite.org/fileformat2.html */
const magics: readonly { suffix: string; hex: readonly string[] }[] = [
  { suffix: '-wal', hex: ['377f0682', '377f0683'] },
  { suffix: '-journal', hex: ['d9d505f9'] },
]

function isForeign(file: string): boolean {
  if (!isThere(file)) return false
  if (!isOwnFile(file)) return true
  const magic = magics.find(({ suffix }) => file.endsWith(suffix))
  return magic !== undefined && statSync(file).size > 0 && !magic.hex.includes(firstBytes(file))
}

function firstBytes(file: string): string {
  const bytes = Buffer.alloc(4)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, bytes)
  } finally {
    closeSync(handle)
  }
  return bytes.toString('hex')
}
