import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { removeFolder } from '../../support/this-system.ts'
import type { Base } from './folders.ts'

/** Every place where Giftdeck or SQLite writes. A folder need not have them all. */
export const places = [
  'settings.json',
  'settings.json.new',
  'settings.json.version-0',
  'secrets.sealed',
  'secrets.sealed.new',
  'secrets.json',
  'secrets.json.new',
  'ledger.db',
  'ledger.db-wal',
  'ledger.db-shm',
  'ledger.db-journal',
  'ledger.db.mark',
  'ledger.db.new',
  'ledger.db.new-wal',
  'giftdeck.lock',
  'giftdeck.lock-journal',
  'giftdeck.lock-wal',
  'backups',
  'backups/settings-2026-11-30T13-44-33.416Z.json',
]

/** A start discards these: they are created again when needed. */
const passing = /-(?:shm|wal|journal)$|\.new$/

export interface Oddity {
  name: string
  make(file: string, bytes: Buffer): void
}

const holding = (name: string, bytes: (was: Buffer) => Buffer | string): Oddity => ({
  name,
  make: (file, was) => writeFileSync(file, bytes(was)),
})
const as = (name: string, make: Oddity['make']): Oddity => ({ name, make })
/** A sparse file, so that it takes no space. */
const grownTo = (name: string, size: number) =>
  as(name, (file, was) => {
    writeFileSync(file, was)
    truncateSync(file, size)
  })
const wrongTypes = JSON.stringify({ rooms: 7, room: [], decks: 'none', tokens: {}, stopped: 1, version: 1, sealed: [] })
const isWindows = process.platform === 'win32'

export const oddities: readonly Oddity[] = [
  holding('empty', () => ''),
  holding('a BOM in front', (was) => Buffer.concat([Buffer.from('\uFEFF'), was])),
  holding('UTF-16', (was) => Buffer.from(`\uFEFF${was.toString()}`, 'utf16le')),
  holding('junk', () => Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 73 + 41) & 0xff))),
  holding('zeros', (was) => Buffer.alloc(was.length)),
  holding('the first half', (was) => was.subarray(0, was.length / 2)),
  holding('all but the last byte', (was) => was.subarray(0, -1)),
  holding('null', () => 'null'),
  holding('a list', () => '[]'),
  holding('a number', () => '7'),
  holding('an empty object', () => '{}'),
  holding('wrong types', () => wrongTypes),
  as('a folder', (file) => mkdirSync(path.join(file, 'with'), { recursive: true })),
  grownTo('600 MB', 600_000_000),
  grownTo('3 GB', 3_000_000_000),
  // Links need a privilege on Windows, and it has no such pipes.
  ...(isWindows
    ? []
    : [
        as('a link to itself', (file) => symlinkSync(file, file)),
        as('a link to nowhere', (file) => symlinkSync(path.join(path.dirname(file), 'nowhere', 'at all'), file)),
        as('a pipe', (file) => void execFileSync('mkfifo', [file])),
      ]),
  ...(process.platform === 'linux'
    ? [as('something that cannot be read', (file) => symlinkSync('/proc/self/mem', file))]
    : []),
]

/** What a place holds after it was spoilt. */
export interface Spoilt {
  inode: number
  /** Null if it is no file of a usual size. */
  bytes: Buffer | null
  isPassing: boolean
}

export function spoil(file: string, oddity: Oddity, files: Base['files']): Spoilt {
  const name = path.basename(file)
  const bytes = files[name] ?? files[name.replace(/(?:\.new|\.version-0|-[a-z]+)+$/, '')] ?? Buffer.from('something')
  removeFolder(file)
  oddity.make(file, bytes)
  const found = lstatSync(file)
  return {
    inode: found.ino,
    bytes: found.isFile() && found.size < 10_000_000 ? readFileSync(file) : null,
    isPassing: passing.test(file) && (found.isFile() || found.isFIFO()),
  }
}
