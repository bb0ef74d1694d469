import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { asideName, moveAside } from '../platform/set-aside.ts'
import { isOwnFile, isThere } from '../platform/plain-file.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import { readMarkFile, markFile } from './high-water-mark.ts'

/**
 * Renames files beside the ledger that have one of its file names but other content. SQLite empties or deletes an
 * invalid write-ahead log or journal without an error. A folder or a link with such a name prevents SQLite from
 * opening the ledger.
 */
export function setAsideForeign(ledger: string, now: number): StartupNotice[] {
  const setAside = (file: string, toNotice: (names: { name: string; file: string }) => StartupNotice) => {
    const asideFile = asideName(file, now)
    moveAside(file, asideFile)
    return toNotice({ name: path.basename(file), file: path.basename(asideFile) })
  }
  const log = `${ledger}-wal`
  const others = ownNames.map((suffix) => `${ledger}${suffix}`)
  return [
    ...(readMarkFile(ledger) ? [] : [setAside(markFile(ledger), startupNotices['mark-set-aside'])]),
    ...(isForeign(log) ? [setAside(log, startupNotices['log-set-aside'])] : []),
    ...others.filter(isForeign).map((file) => setAside(file, startupNotices['odd-set-aside'])),
  ]
}

/** SQLite and replace-ledger.ts create these files, and create them again when they are missing. */
const ownNames = ['-journal', '-shm', '.new', '.new-wal', '.new-shm', '.new-journal']

/** The first four bytes of a valid file of each kind: https://sqlite.org/fileformat2.html */
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
