import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'

/**
 * The last seq that was committed, beside the ledger. SQLite drops what follows a damaged or cut-off place in its
 * write-ahead log without a word; a ledger that ends before this mark has lost something. Written after each commit
 * and not synced, so it can lag behind the ledger and never runs ahead of it.
 */
export interface Mark {
  write(seq: number): void
  close(): void
}

export const markFile = (ledger: string) => `${ledger}.mark`

export function openMark(ledger: string): Mark {
  const file = openSync(markFile(ledger), existsSync(markFile(ledger)) ? 'r+' : 'w+', 0o600)
  return {
    write(seq) {
      try {
        writeSync(file, `${seq}\n`.padStart(20), 0)
      } catch {
        // The entry itself is safe; a mark that lags behind only notices less.
      }
    },
    close: () => closeSync(file),
  }
}

/** 0 where there is none, or none that can be read. */
export function readMark(ledger: string): number {
  try {
    return Number.parseInt(readFileSync(markFile(ledger), 'utf8'), 10) || 0
  } catch {
    return 0
  }
}
