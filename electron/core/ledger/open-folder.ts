import path from 'node:path'
import type { Remark } from '../../../shared/contract/status.ts'
import { fileFailure } from '../files/file-failure.ts'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../start-failure.ts'
import { setAsideForeign } from './beside.ts'
import { lockFolder } from './folder-lock.ts'
import { isCheckedLater } from './inspect.ts'
import { markClosed, markDamaged } from './mark.ts'
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
    const ofOthers = setAsideForeign(file, now)
    const mustBeChecked = isCheckedLater(file, policy)
    const store = openStore(dir, now, policy)
    let damaged = false
    return {
      store,
      notices: [...lock.notices, ...ofOthers, ...store.opened.notices],
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
