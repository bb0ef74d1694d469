import { chmodSync, cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Receipt } from '../../shared/contract/send.ts'
import type { Clock } from '../../electron/core/ports.ts'
import { systemClock } from '../../electron/core/platform/system.ts'
import { makeFolder } from './make-app.ts'

const fixture = path.join(import.meta.dirname, '../fixtures/data-250482c')

interface Notes {
  tokens: Record<string, string>
  keys: { key: string; method: string; route: string; body: unknown; id: string }[]
  backups: string[]
  desktopSecrets: Record<string, string>
  secretRooms: string[]
  receipts: Receipt[]
}

/** Copies the data folder that build 250482c left: see test/fixtures/data-250482c/README.md. */
export function copyOlderFolder(laterMs = 60_000): { dataDir: string; keyFile: string; notes: Notes; clock: Clock } {
  const dir = makeFolder()
  cpSync(fixture, dir, { recursive: true })
  const keyFile = path.join(dir, 'key-file')
  chmodSync(keyFile, 0o600)
  const notes = JSON.parse(readFileSync(path.join(dir, 'notes.json'), 'utf8')) as Notes
  const last = Math.max(...notes.receipts.map(({ updatedAt }) => Date.parse(updatedAt)))
  return { dataDir: path.join(dir, 'data'), keyFile, notes, clock: clockFrom(last + laterMs) }
}

/** Returns a clock that starts at this time, so that the folder has the same age whenever a test runs. */
function clockFrom(start: number): Clock {
  const ahead = start - systemClock.now()
  return { ...systemClock, now: () => systemClock.now() + ahead }
}

/** Returns the bytes of every file below a folder, by its relative path. */
export function bytesOf(dir: string): Record<string, Buffer> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    names
      .filter((name) => statSync(path.join(dir, name), { throwIfNoEntry: false })?.isFile())
      .map((name) => [name, readFileSync(path.join(dir, name))]),
  )
}
