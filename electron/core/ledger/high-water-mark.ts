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
 * Stores the last committed seq in a file beside the ledger. If the write-ahead log is damaged or truncated, SQLite
 * drops the rest of it without an error. A ledger whose last seq is lower than this mark has lost entries. The mark is
 * written after each commit and not synced, so it can lag behind the ledger but never runs ahead of it.
 *
 * The first line holds the number and a checksum of its digits. Without the checksum one flipped digit would discard an
 * intact ledger or hide missing entries. Build 250482c wrote no checksum and ignores it. After an orderly shutdown a
 * second line records the size and time of the ledger's file. If damage was found in a running ledger, the second line
 * describes it. The file needs no version, because the version of the ledger is checked first.
 */
export interface HighWaterMark {
  write(seq: number): void
  close(): void
}

export const markFile = (ledger: string) => `${ledger}.mark`

/** Bytes. A larger file is not a mark: it holds two short lines. */
const largestMark = 4_096
/** Bytes of the first line, padded on the left, so that each commit overwrites it in place. */
const lineLength = 20
const lineOf = (seq: number) => `${seq} ${sumOf(String(seq))}\n`.padStart(lineLength)
const sumOf = (seq: string) => crc32(seq).toString(16).padStart(8, '0').slice(0, 4)

export function openMark(ledger: string): HighWaterMark {
  const file = openForWriting(ledger)
  // The ledger is about to change, so the size and time recorded at the last shutdown are no longer valid.
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
  /** 0 if there is no mark. */
  seq: number
  /** Fingerprint of the ledger's file at an orderly shutdown; undefined after a crash. */
  closed?: string
  /** Description of damage that was found while the ledger was in use. */
  damage?: string
}

const shape = /^ *(\d{1,14})(?: ([0-9a-f]{4}))?\n(?:closed (\d+ \d+)\n|damaged (.*)\n)?$/

/** Null if the file exists but holds no high-water mark. */
export function readMarkFile(ledger: string): MarkRead | null {
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

/** 0 if there is no readable mark. An unreadable one is renamed by setAsideForeign before the ledger is opened. */
export const readMark = (ledger: string): number => readMarkFile(ledger)?.seq ?? 0

/** Size and modification time of the ledger's file; undefined while its write-ahead log holds data. */
export function fingerprintOf(ledger: string): string | undefined {
  const log = statSync(`${ledger}-wal`, { throwIfNoEntry: false })
  const file = statSync(ledger, { throwIfNoEntry: false, bigint: true })
  return file === undefined || (log && log.size > 0) ? undefined : `${file.size} ${file.mtimeNs}`
}

/**
 * Records the ledger's size and modification time at an orderly shutdown. If both are unchanged at the next start,
 * the full integrity check is skipped. Nothing is recorded while the write-ahead log still holds data.
 */
export function markClosed(ledger: string) {
  const fingerprint = fingerprintOf(ledger)
  if (fingerprint !== undefined) addLine(ledger, `closed ${fingerprint}`)
}

/** Records damage, so that the next start replaces the ledger. */
export const markDamaged = (ledger: string, why: string) => addLine(ledger, `damaged ${why.replaceAll(/[^ -~]/g, ' ')}`)

function addLine(ledger: string, line: string) {
  const { seq } = readMarkFile(ledger) ?? { seq: 0 }
  writeFileSync(markFile(ledger), `${lineOf(seq)}${line}\n`, { mode: 0o600 })
}
