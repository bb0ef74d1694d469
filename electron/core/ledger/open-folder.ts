import path from 'node:path'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { fileFailure } from '../platform/file-failure.ts'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../errors/failures.ts'
import { setAsideForeign } from './foreign-files.ts'
import { isCheckedLater, isBusy } from './inspect.ts'
import { markClosed, markDamaged } from './high-water-mark.ts'
import { openStore, type Store } from './store.ts'
import { lstatSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { asideName, moveAside } from '../platform/set-aside.ts'
import { isThere } from '../platform/plain-file.ts'
import { startupNotices } from '../errors/startup-notices.ts'

/** The data folder, locked for this process, with the ledger in it. */
export interface OpenFolder {
  store: Store
  /** One notice for each file that was renamed because it could not be used. */
  notices: StartupNotice[]
  /** The ledger needs a full integrity check in the background. */
  mustBeChecked: boolean
  /** The check has found nothing. Until then a shutdown is not recorded as orderly, so that the next start checks again. */
  markChecked(): void
  /** Records damage, so that the next start replaces the ledger. */
  markDamaged(why: string): void
  close(): void
}

/** Throws StartFailure with the name of the file and advice for the host. */
export function openFolder(dir: string, now: number, policy: Policy['ledger']): OpenFolder {
  const file = path.join(dir, 'ledger.db')
  const lock = lockFolder(dir, now, policy)
  try {
    const foreign = setAsideForeign(file, now)
    const mustBeChecked = isCheckedLater(file, policy)
    const store = openStore(dir, now, policy)
    // If a damaged ledger was just replaced, the new one needs no check.
    const isReplaced = store.opened.notices.length > 0
    let isWhole = !mustBeChecked || isReplaced
    return {
      store,
      notices: [...lock.notices, ...foreign, ...store.opened.notices],
      mustBeChecked: !isWhole,
      markChecked: () => void (isWhole = true),
      markDamaged(why) {
        isWhole = false
        markDamaged(file, why)
      },
      close() {
        store.close()
        if (isWhole) markClosed(file)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error instanceof StartFailure ? error : fileFailure(file, error)
  }
}

const suffixes = ['', '-journal', '-wal', '-shm']

interface FolderLock {
  /** A notice if a foreign file with the name of the lock was renamed. */
  notices: StartupNotice[]
  release(): void
}

/**
 * Allows one process per folder. SQLite's exclusive lock is a lock of the operating system. It ends with the process, so
 * a start right after a kill succeeds. The lock file stays empty. A file with its name that has content and is not locked
 * is foreign, and is renamed. If the lock file is deleted while its Giftdeck runs, openAlone in inspect.ts still detects
 * a second process.
 */
function lockFolder(dir: string, now: number, { busyTimeoutMs }: Policy['ledger']): FolderLock {
  const file = path.join(dir, 'giftdeck.lock')
  try {
    const first = tryLock(file, { busyTimeoutMs })
    if (first && isEmpty(file)) return { notices: [], release: () => first.close() }
    first?.close()
    const asideFile = asideName(file, now, suffixes)
    for (const suffix of suffixes) if (isThere(file + suffix)) moveAside(file + suffix, asideFile + suffix)
    const second = tryLock(file, { busyTimeoutMs, mustOpen: true })!
    return {
      notices: [startupNotices['lock-set-aside']({ file: path.basename(asideFile) })],
      release: () => second.close(),
    }
  } catch (error) {
    throw isBusy(error) ? alreadyRunning(dir) : error instanceof StartFailure ? error : fileFailure(file, error)
  }
}

const alreadyRunning = (dir: string) =>
  new StartFailure(
    `Giftdeck is already running with the folder ${dir}.`,
    'Close the other one, or start this one with another --data-dir.',
  )

/** Null if the file exists and is not a SQLite file. Throws if it is locked, or, with `mustOpen`, on any error. */
function tryLock(file: string, options: { busyTimeoutMs: number; mustOpen?: true }): DatabaseSync | null {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file, { timeout: options.busyTimeoutMs })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (isBusy(error) || options.mustOpen || !isThere(file)) throw error
    return null
  }
}

function isEmpty(file: string) {
  const found = lstatSync(file)
  return found.isFile() && found.size === 0
}
