import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { crc32 } from 'node:zlib'
import { isPlainFile } from '../platform/plain-file.ts'

/**
 * The last seq that was committed, beside the ledger. SQLite drops what follows a damaged or cut-off place in its
 * write-ahead log without a word; a ledger that ends before this mark has lost something. Written after each commit
 * and not synced, so it can lag behind the ledger and never runs ahead of it.
 *
 * The file is one line with the number and a sum of its digits: a digit that turned over would else set a whole ledger
 * aside, or hide what is missing. Build 250482c wrote no sum, and passes over it. After an orderly end follows a second
 * line with how the ledger looked then; or, once damage was found in a running ledger, with what it is. The file has no
 * version of its own: it belongs to the ledger, whose version is asked first.
 */
export interface HighWaterMark {
  write(seq: number): void
  close(): void
}

export const markFile = (ledger: string) => `${ledger}.mark`

/** Two lines, of which the second says what was found in a few words. */
const largestMark = 4_096
/** The number's line is so long, padded from the left. */
const lineLength = 20
const lineOf = (seq: number) => `${seq} ${sumOf(String(seq))}\n`.padStart(lineLength)
const sumOf = (seq: string) => crc32(seq).toString(16).padStart(8, '0').slice(0, 4)

export function openMark(ledger: string): HighWaterMark {
  const file = openForWriting(ledger)
  // The ledger is about to change: how it looked at the last end says nothing any more.
  cutToLine(file)
  return {
    write(seq) {
      try {
        writeSync(file, lineOf(seq), 0)
      } catch {
        // The entry itself is safe. A high-water mark that lags behind only detects less damage.
      }
    },
    close: () => closeSync(file),
  }
}

function openForWriting(ledger: string) {
  try {
    return openSync(markFile(ledger), 'r+', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return openSync(markFile(ledger), 'w+', 0o600)
  }
}

function cutToLine(file: number) {
  try {
    if (fstatSync(file).size > lineLength) ftruncateSync(file, lineLength)
  } catch {
    // If the disk rejects writes, the ledger does not change either.
  }
}

interface MarkRead {
  /** 0 where there is none. */
  seq: number
  /** How the ledger looked when it was closed in order; undefined after any other end. */
  closed?: string
  /** What was found wrong with it while it was in use. */
  damage?: string
}

const shape = /^ *(\d{1,14})(?: ([0-9a-f]{4}))?\n(?:closed (\d+ \d+)\n|damaged (.*)\n)?$/

/** Null if the file exists but holds no high-water mark. */
export function lookAtMark(ledger: string): MarkRead | null {
  let text: string
  try {
    if (!isPlainFile(markFile(ledger), largestMark)) return { seq: 0 }
    text = readFileSync(markFile(ledger), 'latin1')
  } catch {
    return null
  }
  // The file was created and nothing has been committed since.
  if (text === '') return { seq: 0 }
  const [, seq, sum, closed, damage] = shape.exec(text) ?? []
  if (seq === undefined || (sum !== undefined && sum !== sumOf(seq))) return null
  return { seq: Number(seq), ...(closed !== undefined && { closed }), ...(damage !== undefined && { damage }) }
}

/** 0 where there is none, or none that can be read: that one is set aside by name before the ledger is opened. */
export const readMark = (ledger: string): number => lookAtMark(ledger)?.seq ?? 0

/** How the ledger's file looks from outside; undefined while there is more of it in a write-ahead log. */
export function looksOf(ledger: string): string | undefined {
  const log = statSync(`${ledger}-wal`, { throwIfNoEntry: false })
  const file = statSync(ledger, { throwIfNoEntry: false, bigint: true })
  return file === undefined || (log && log.size > 0) ? undefined : `${file.size} ${file.mtimeNs}`
}

/**
 * Records the ledger's size and modification time at an orderly shutdown. If both are unchanged at the next start,
 * the full integrity check is skipped. Nothing is recorded while the write-ahead log still holds data.
 */
export function markClosed(ledger: string) {
  const looks = looksOf(ledger)
  if (looks !== undefined) addLine(ledger, `closed ${looks}`)
}

/** The next start sets the ledger aside. */
export const markDamaged = (ledger: string, why: string) => addLine(ledger, `damaged ${why.replaceAll(/[^ -~]/g, ' ')}`)

function addLine(ledger: string, line: string) {
  const { seq } = lookAtMark(ledger) ?? { seq: 0 }
  writeFileSync(markFile(ledger), `${lineOf(seq)}${line}\n`, { mode: 0o600 })
}
