import { statSync } from 'node:fs'

/**
 * Notices a ledger that was renamed, deleted or replaced under the running program. SQLite would go on writing into the
 * file it has open, and the next start would find another one: presses that were confirmed would be missing.
 */
export interface Place {
  /** Throws LedgerMoved. Before every commit. */
  check(): void
  /** The write-ahead log appears with the first write; it must stay the same file from then on. */
  learn(): void
}

/** The name that crosses the thread. */
export const ledgerMoved = 'LedgerMoved'

class LedgerMoved extends Error {
  override name = ledgerMoved
  constructor() {
    super('the ledger was moved or replaced while Giftdeck runs')
  }
}

/** Which file lies there; null = none. */
function identify(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino}` : null
}

export function watchPlace(ledger: string): Place {
  const files = [ledger, `${ledger}-wal`, `${ledger}-shm`]
  const known = files.map(identify)
  return {
    check() {
      for (const [index, file] of files.entries())
        if (known[index] !== null && identify(file) !== known[index]) throw new LedgerMoved()
    },
    learn() {
      for (const [index, file] of files.entries()) known[index] ??= identify(file)
    },
  }
}
