import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import type { Remark } from '../../../shared/contract/status.ts'
import { asideName, moveAside } from '../files/aside.ts'
import { fileFailure } from '../files/file-failure.ts'
import type { Policy } from '../policy.ts'
import { remarks } from '../remark.ts'
import { StartFailure } from '../start-failure.ts'
import { lockFolder } from './folder-lock.ts'
import { isCheckedLater } from './inspect.ts'
import { lookAtMark, markClosed, markDamaged, markFile } from './mark.ts'
import { openStore, type Store } from './store.ts'

/** The data folder of this process alone, and the ledger in it. */
export interface OpenFolder {
  store: Store
  /** What had to be set aside. */
  notices: Remark[]
  /** The whole ledger must be looked through, beside the running Giftdeck. */
  mustBeChecked: boolean
  /** The next start sets the ledger aside. */
  markDamaged(why: string): void
  close(): void
}

/** Throws StartFailure, with the file by its name and the way out. */
export function openFolder(dir: string, now: number, policy: Policy['ledger']): OpenFolder {
  const file = path.join(dir, 'ledger.db')
  const lock = lockFolder(dir, now, policy)
  try {
    const ofMark = [...setAsideMark(file, now), ...setAsideLog(file, now)]
    const mustBeChecked = isCheckedLater(file, policy)
    const store = openStore(dir, now, policy)
    let damaged = false
    return {
      store,
      notices: [...lock.notices, ...ofMark, ...store.opened.notices],
      // One that was just begun is whole.
      mustBeChecked: mustBeChecked && store.opened.notices.length === 0,
      markDamaged(why) {
        damaged = true
        markDamaged(file, why)
      },
      close() {
        store.close()
        if (!damaged) markClosed(file)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error instanceof StartFailure ? error : fileFailure(file, error)
  }
}

/** What is no mark says nothing about the ledger, and would be overwritten by the next commit. */
function setAsideMark(ledger: string, now: number): Remark[] {
  if (lookAtMark(ledger)) return []
  const aside = asideName(markFile(ledger), now)
  moveAside(markFile(ledger), aside)
  return [remarks['mark-set-aside']({ file: path.basename(aside) })]
}

/** SQLite would empty what is no write-ahead log, without a word. Whether entries are missing then, the mark tells. */
function setAsideLog(ledger: string, now: number): Remark[] {
  const log = `${ledger}-wal`
  if (!isForeignLog(log)) return []
  const aside = asideName(log, now)
  moveAside(log, aside)
  return [remarks['log-set-aside']({ file: path.basename(aside) })]
}

function isForeignLog(log: string) {
  const found = lstatSync(log, { throwIfNoEntry: false })
  if (!found || (found.isFile() && found.size === 0)) return false
  return !found.isFile() || !logMagic.some((magic) => magic.equals(firstBytes(log)))
}

/** https://sqlite.org/fileformat2.html#the_write_ahead_log */
const logMagic = ['377f0682', '377f0683'].map((hex) => Buffer.from(hex, 'hex'))

function firstBytes(file: string) {
  const bytes = Buffer.alloc(4)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, bytes)
  } finally {
    closeSync(handle)
  }
  return bytes
}
